package io.ecsim.model.query;

import io.ecsim.model.query.QueryScanner.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recursive descent over the grammar of R1.51, one method for each of its rules. */
final class QueryParser {

    private static final List<String> SUBJECT_NAMES =
            Stream.of(Subject.values()).map(Subject::spelling).toList();
    private static final String COMPARISON_WORDS = "a comparison beginning with "
            + String.join(", ", SUBJECT_NAMES.subList(0, SUBJECT_NAMES.size() - 1)) + " or attribute:NAME";

    private final String text;
    private final QueryScanner scanner;

    /** Whether the last thing read is a bare value: then a stray word behind it may belong to it. */
    private boolean afterBareValue;

    QueryParser(String text) {
        this.text = text;
        this.scanner = new QueryScanner(text);
    }

    Expression parse() {
        if (text.length() > ClusterQuery.MAX_CHARACTERS) {
            throw scanner.faultAt(
                    ClusterQuery.MAX_CHARACTERS,
                    text.length() + " characters",
                    "at most " + ClusterQuery.MAX_CHARACTERS);
        }
        Expression expression = anyOf();
        if (!scanner.atEnd()) {
            throw scanner.faultHere("and, or, or the end of the query" + quotingHint(), List.of("and", "or"));
        }
        return expression;
    }

    private Expression anyOf() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(allOf());
        } while (scanner.acceptSymbol("||") || scanner.acceptWord("or"));
        return parts.size() == 1 ? parts.get(0) : new Expression.AnyOf(parts);
    }

    private Expression allOf() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(negatable());
        } while (scanner.acceptSymbol("&&") || scanner.acceptWord("and"));
        return parts.size() == 1 ? parts.get(0) : new Expression.AllOf(parts);
    }

    private Expression negatable() {
        if (scanner.acceptSymbol("!") || scanner.acceptWord("not")) {
            return new Expression.Not(primary("( or " + COMPARISON_WORDS));
        }
        return primary("(, not, or " + COMPARISON_WORDS);
    }

    private Expression primary(String expected) {
        int open = scanner.skipBlanks();
        if (!scanner.acceptSymbol("(")) {
            return comparison(expected);
        }
        Expression inner = anyOf();
        if (!scanner.acceptSymbol(")")) {
            throw scanner.faultHere(
                    "and, or, or a ) for the ( at position " + open + quotingHint(), List.of("and", "or"));
        }
        afterBareValue = false;
        return inner;
    }

    private Expression comparison(String expected) {
        Token word = scanner.word();
        Subject subject = Subject.of(word.text()).orElseThrow(() -> scanner.fault(word, expected, SUBJECT_NAMES));
        String name = subject == Subject.ATTRIBUTE ? attributeName(word) : "";
        Operator operator = operator(subject, word.text());
        afterBareValue = false;
        return switch (operator.operand()) {
            case NONE -> new Expression.AttributePresence(name, !operator.negated());
            case PATTERN -> text(subject, name, new TextTest.Matching(pattern(), operator.negated()));
            case LIST -> text(subject, name, new TextTest.OneOf(list(subject), operator.negated()));
            case VALUE -> valueComparison(subject, name, operator);
        };
    }

    private String attributeName(Token word) {
        int start = word.start() + Subject.ATTRIBUTE.spelling().length();
        String name = word.text().substring(Subject.ATTRIBUTE.spelling().length());
        int colon = name.indexOf(':');
        if (name.isEmpty()) {
            throw scanner.faultHere("the name of an attribute directly after attribute:", List.of());
        }
        if (colon >= 0) {
            throw scanner.faultAt(
                    start + colon, "':'", "an operator, for a name holds letters, digits and - _ / \\ . (R1.44)");
        }
        if (name.length() > InstanceAttributes.MAX_CHARACTERS) {
            throw scanner.faultAt(
                    start + InstanceAttributes.MAX_CHARACTERS,
                    "a name of " + name.length() + " characters",
                    "at most " + InstanceAttributes.MAX_CHARACTERS + " (R1.44)");
        }
        return name;
    }

    private Operator operator(Subject subject, String subjectWord) {
        Token token = scanner.operator();
        Optional<Operator> operator = Operator.of(token.text());
        if (operator.isPresent() && subject.allows(operator.get())) {
            return operator.get();
        }
        String allowed = "an operator of " + subjectWord + ": "
                + subject.operators().stream().map(Operator::symbol).collect(Collectors.joining(" "));
        List<String> names = operator.isPresent()
                ? List.of()
                : subject.operators().stream()
                        .flatMap(o -> o.spellings().stream())
                        .toList();
        throw scanner.fault(token, allowed, names);
    }

    private Expression valueComparison(Subject subject, String name, Operator operator) {
        Token value = value(subject);
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        return switch (subject) {
            case REGISTERED_AT ->
                new Expression.NumberTest(
                        subject,
                        operator,
                        QueryDates.parseMicros(value.text())
                                .orElseThrow(() -> scanner.fault(value, subject.valueWords())));
            case RUNNING_TASKS_COUNT -> new Expression.NumberTest(subject, operator, count(value));
            case AGENT_VERSION -> {
                DottedVersion version =
                        DottedVersion.parse(value.text()).orElseThrow(() -> scanner.fault(value, subject.valueWords()));
                yield equality
                        ? text(subject, name, new TextTest.OneOf(List.of(value.text()), operator.negated()))
                        : new Expression.VersionOrderTest(operator, version);
            }
            default -> text(subject, name, new TextTest.OneOf(List.of(value.text()), operator.negated()));
        };
    }

    private static Expression text(Subject subject, String name, TextTest test) {
        return switch (subject) {
            case ATTRIBUTE -> new Expression.AttributeTest(name, test);
            case TASK_GROUP -> new Expression.GroupTest(test);
            default -> new Expression.TextSubjectTest(subject, test);
        };
    }

    private Token value(Subject subject) {
        Token value = scanner.value();
        if (value.text().isEmpty() && !value.quoted()) {
            throw scanner.faultHere(subject.valueWords(), List.of());
        }
        List<String> booleans = List.of("true", "false");
        if (subject == Subject.AGENT_CONNECTED && !booleans.contains(value.text())) {
            throw scanner.fault(value, subject.valueWords(), booleans);
        }
        afterBareValue = !value.quoted();
        return value;
    }

    private long count(Token value) {
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException e) {
            throw scanner.fault(value, Subject.RUNNING_TASKS_COUNT.valueWords());
        }
    }

    private List<String> list(Subject subject) {
        if (!scanner.acceptSymbol("[")) {
            throw scanner.faultHere("a list such as [a, b]", List.of());
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(value(subject).text());
        } while (scanner.acceptSymbol(","));
        if (!scanner.acceptSymbol("]")) {
            throw scanner.faultHere(", or ]" + quotingHint(), List.of());
        }
        afterBareValue = false;
        return values;
    }

    private Pattern pattern() {
        Token token = scanner.pattern();
        if (token.text().isEmpty() && !token.quoted()) {
            throw scanner.faultHere("a regular expression", List.of());
        }
        try {
            Pattern pattern = Pattern.compile(token.text());
            afterBareValue = !token.quoted();
            return pattern;
        } catch (PatternSyntaxException e) {
            int index = Math.min(Math.max(e.getIndex(), 0), token.text().length());
            throw scanner.faultAt(
                    token.start() + index,
                    "an invalid regular expression (" + firstLine(e.getDescription()) + ")",
                    "a Java regular expression");
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private String quotingHint() {
        return afterBareValue ? " (quote a value that holds blanks)" : "";
    }
}
