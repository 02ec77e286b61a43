package io.ecsim.workloads.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Puts what the parsers say about broken syntax into one located line. */
final class SyntaxFaults {

    private static final Pattern UNEXPECTED =
            Pattern.compile("Unexpected character \\('(.+?)' \\(code .*?\\)\\):? ?(.*)");
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '(.*?)'.*");

    private SyntaxFaults() {}

    static Fault of(String file, String text, JsonProcessingException broken) {
        Optional<Fault> yaml = yaml(file, text, broken);
        if (yaml.isPresent()) {
            return yaml.get();
        }
        JsonLocation at = broken.getLocation();
        int line = at == null ? 0 : Math.max(0, at.getLineNr());
        int column = at == null ? 0 : Math.max(0, at.getColumnNr());
        if (broken instanceof JsonEOFException) {
            return new Fault(
                    file, line, column, "", "the file ends too early: a quote, bracket or brace is not closed");
        }
        return new Fault(file, line, column, "", jsonProblem(firstLine(broken.getOriginalMessage())));
    }

    /** Says which limits something at or after this place is beyond; the parsers do not tell the place itself. */
    static String tooLarge(StreamReadConstraints limits) {
        return "something from here on is too large: values may be nested " + limits.getMaxNestingDepth()
                + " deep, names have at most " + limits.getMaxNameLength() + " characters, numbers at most "
                + limits.getMaxNumberLength();
    }

    private static Optional<Fault> yaml(String file, String text, JsonProcessingException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked && marked.getProblem() != null) {
                Mark at = marked.getProblemMark() != null ? marked.getProblemMark() : marked.getContextMark();
                int line = at == null ? 0 : at.getLine() + 1;
                int column = at == null ? 0 : at.getColumn() + 1;
                return Optional.of(new Fault(file, line, column, "", yamlProblem(marked.getProblem())));
            }
            if (cause instanceof ReaderException unprintable) {
                String before = text.substring(0, Math.min(text.length(), unprintable.getPosition()));
                int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
                int column = before.length() - before.lastIndexOf('\n');
                String code = String.format(Locale.ROOT, "U+%04X", unprintable.getCodePoint());
                return Optional.of(new Fault(file, line, column, "", "the character " + code + " is not allowed"));
            }
        }
        return Optional.empty();
    }

    private static String yamlProblem(String problem) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("TAB", "found a tab, expected spaces");
        words.put(
                "mapping values are not allowed",
                "found \": \" where no field can begin: check the indentation, or"
                        + " quote the text that contains it");
        words.put(
                "could not find expected ':'",
                "expected \"name: value\": check the indentation, or a missing colon" + " or space on the line before");
        words.put("found unexpected end of stream", "the file ends inside a quoted text");
        words.put("expected <block end>", "this line does not fit the indentation of the lines before");
        words.put("expected ',' or '}'", "expected , or } in this {...}");
        words.put("expected ',' or ']'", "expected , or ] in this [...]");
        words.put("escape", "unknown escape in a double-quoted text: use single quotes or \\\\");
        words.put("cannot start any token", "a value cannot begin with this character: put it in quotes");
        for (Map.Entry<String, String> entry : words.entrySet()) {
            if (problem.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return "this is not valid YAML (" + firstLine(problem) + ")";
    }

    private static String jsonProblem(String problem) {
        Matcher unexpected = UNEXPECTED.matcher(problem);
        if (unexpected.matches()) {
            String rest = unexpected.group(2);
            String expected = "a value";
            if (rest.contains("comma to separate Object")) {
                expected = "a comma or }";
            } else if (rest.contains("comma to separate Array")) {
                expected = "a comma or ]";
            } else if (rest.contains("colon")) {
                expected = "a colon after the field's name";
            } else if (rest.contains("double-quote")) {
                expected = "a field name in double quotes";
            }
            return "found " + unexpected.group(1) + ", expected " + expected;
        }
        Matcher token = TOKEN.matcher(problem);
        if (token.matches()) {
            return "found " + Scalars.shorten(token.group(1)) + ", expected a value (text goes in double quotes)";
        }
        if (problem.contains("Non-standard token")) {
            return "found a number that is not finite, expected a finite number";
        }
        if (problem.contains("Illegal unquoted character")) {
            return "a text is not closed on its line, expected a double quote";
        }
        if (problem.contains("Leading zero")) {
            return "a number must not begin with 0";
        }
        return "this is not valid JSON (" + problem + ")";
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
