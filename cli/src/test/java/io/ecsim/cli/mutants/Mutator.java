package io.ecsim.cli.mutants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a file as people, programs and disks do. All choices come from one seeded source. */
public final class Mutator {

    private static final Pattern TOKEN = Pattern.compile("[^\\s,:;{}\\[\\]\"'()]+");
    private static final Pattern KEY = Pattern.compile("\\b[A-Za-z]\\w*+(?=\"?\\s*+:)");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern UNIT = Pattern.compile("(?<=[0-9])([smhd]|us|ms|%|MiB|GiB)\\b");

    private static final String[] UNITS = {
        "s", "m", "h", "d", "us", "ms", "%", "MiB", "GiB", "KiB", "TiB", "MB", "w", "min", "", " s"
    };
    private static final String[] NUMBERS = {
        "-1",
        "0",
        "-0",
        "1",
        "0.5",
        "1e-320",
        "1e308",
        "1e400",
        "-1e400",
        "NaN",
        ".nan",
        ".inf",
        "-.inf",
        "Infinity",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999999999",
        "0x10",
        "010",
        "1_000",
        "1:30",
        "1,5",
        "+3",
        "1e3",
        "1000000",
        "0.0000001"
    };
    private static final String[] WORDS = {
        "",
        "null",
        "~",
        "true",
        "no",
        "text",
        "binpack(memory)",
        "5m",
        "-5m",
        "0s",
        "1e9d",
        "99999999999999999999d",
        "106751991d",
        "400%",
        "-10%",
        "16GiB",
        "8388607TiB",
        "{}",
        "[]",
        "[[]]",
        "{a: b}",
        "{exponential: {mean: 1s}}",
        "\"",
        "'",
        "&a",
        "*a",
        "!!str",
        "!!python/object:x",
        "<<",
        "|",
        ">-",
        "- ",
        "? ",
        "#",
        "---",
        "...",
        "%YAML 1.1",
        "@",
        "`",
        "\t",
        "é",
        "💥",
        "\u0000",
        "\u2028",
        "../../etc",
        "/",
        ".",
        "*",
        "\\",
        "%s%n",
        "\u001b[31m"
    };

    private final Random random;
    private final List<String> applied = new ArrayList<>();

    /** Makes a mutator whose damage is a function of the seed. */
    public Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns what was done so far, in words. */
    public List<String> applied() {
        return List.copyOf(applied);
    }

    /** Draws a number from 0 to below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns the file with one to three kinds of damage. */
    public byte[] mutate(byte[] file) {
        byte[] damaged = file;
        int times = 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
        for (int i = 0; i < times; i++) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] file) {
        if (random.nextInt(5) == 0 || !isText(file)) {
            return bytes(file);
        }
        String text = new String(file, StandardCharsets.UTF_8);
        String mutated = switch (random.nextInt(4)) {
            case 0 -> lines(text);
            case 1 -> structure(text);
            default -> tokens(text);
        };
        return mutated.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isText(byte[] file) {
        return Arrays.equals(file, new String(file, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes(byte[] file) {
        int at = file.length == 0 ? 0 : random.nextInt(file.length);
        return switch (random.nextInt(7)) {
            case 0 -> {
                note("cut off at " + at);
                yield Arrays.copyOf(file, at);
            }
            case 1 -> insert(file, at, new byte[] {(byte) 0xFF});
            case 2 -> insert(file, at, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
            case 3 -> insert(file, at, new byte[] {(byte) 0xC0, (byte) 0x80});
            case 4 -> insert(file, at, new byte[] {0});
            default -> flipped(file);
        };
    }

    private byte[] flipped(byte[] file) {
        byte[] flipped = file.clone();
        if (flipped.length > 0) {
            int times = 1 + random.nextInt(4);
            for (int i = 0; i < times; i++) {
                int at = random.nextInt(flipped.length);
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                note("flipped a bit of byte " + at);
            }
        }
        return flipped;
    }

    private byte[] insert(byte[] file, int at, byte[] what) {
        note("put bytes " + Arrays.toString(what) + " at " + at);
        byte[] longer = new byte[file.length + what.length];
        System.arraycopy(file, 0, longer, 0, at);
        System.arraycopy(what, 0, longer, at, what.length);
        System.arraycopy(file, at, longer, at + what.length, file.length - at);
        return longer;
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> {
                note("deleted line " + (one + 1));
                lines.remove(one);
            }
            case 1 -> {
                note("repeated line " + (one + 1));
                lines.add(other, lines.get(one));
            }
            case 2 -> {
                note("swapped lines " + (one + 1) + " and " + (other + 1));
                Collections.swap(lines, one, other);
            }
            case 3 -> {
                note("indented line " + (one + 1));
                lines.set(one, " ".repeat(1 + random.nextInt(3)) + lines.get(one));
            }
            case 4 -> {
                note("put a tab before line " + (one + 1));
                lines.set(one, "\t" + lines.get(one));
            }
            case 5 -> {
                note("moved line " + (one + 1) + " to the left");
                lines.set(one, lines.get(one).stripLeading());
            }
            default -> {
                note("put an empty line at " + (one + 1));
                lines.add(one, random.nextBoolean() ? "" : "   ");
            }
        }
        return String.join("\n", lines);
    }

    private String tokens(String text) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> replace(text, NUMBER, NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2, 3 -> replace(text, TOKEN, WORDS[random.nextInt(WORDS.length)]);
            case 4 -> replace(text, TOKEN, NUMBERS[random.nextInt(NUMBERS.length)]);
            case 5 -> replace(text, UNIT, UNITS[random.nextInt(UNITS.length)]);
            case 6 -> misspell(text);
            case 7 -> swapped(text);
            default -> replace(text, KEY, another(text));
        };
    }

    private String replace(String text, Pattern what, String by) {
        List<MatchResult> found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            note("found nothing to replace");
            return text;
        }
        MatchResult at = found.get(random.nextInt(found.size()));
        note("put \"" + by + "\" for \"" + at.group() + "\" at " + at.start());
        return text.substring(0, at.start()) + by + text.substring(at.end());
    }

    private String another(String text) {
        List<MatchResult> keys = KEY.matcher(text).results().toList();
        return keys.isEmpty() ? "name" : keys.get(random.nextInt(keys.size())).group();
    }

    private String misspell(String text) {
        List<MatchResult> keys = KEY.matcher(text).results().toList();
        if (keys.isEmpty()) {
            return text.toUpperCase(Locale.ROOT);
        }
        MatchResult key = keys.get(random.nextInt(keys.size()));
        note("misspelt \"" + key.group() + "\"");
        int at = key.start() + random.nextInt(key.group().length());
        String letter = random.nextBoolean() ? "" : text.substring(at, at + 1).repeat(2);
        return text.substring(0, at) + letter + text.substring(at + 1);
    }

    private String swapped(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.size() < 2) {
            return text;
        }
        int one = random.nextInt(tokens.size() - 1);
        int other = one + 1 + random.nextInt(tokens.size() - one - 1);
        MatchResult first = tokens.get(one);
        MatchResult second = tokens.get(other);
        note("swapped \"" + first.group() + "\" and \"" + second.group() + "\"");
        return text.substring(0, first.start())
                + second.group()
                + text.substring(first.end(), second.start())
                + first.group()
                + text.substring(second.end());
    }

    private String structure(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        int at =
                tokens.isEmpty() ? 0 : tokens.get(random.nextInt(tokens.size())).start();
        String put = switch (random.nextInt(13)) {
            case 0 -> "\"";
            case 1 -> "'";
            case 2 -> "{";
            case 3 -> "[";
            case 4 -> "}";
            case 5 -> ", ";
            case 6 -> "[".repeat(5_000);
            case 7 -> "{a: ".repeat(3_000);
            case 8 -> "x".repeat(100_000);
            case 9 -> "9".repeat(10_000);
            case 10 -> "&b [*b, *b]";
            case 11 -> bomb();
            default -> ": ";
        };
        note("put " + (put.length() > 30 ? put.substring(0, 30) + "..., " + put.length() + " characters," : put)
                + " at " + at);
        return text.substring(0, at) + put + text.substring(at);
    }

    /** Aliases that stand for 10 to the 9 values when they are followed. */
    private static String bomb() {
        StringBuilder bomb = new StringBuilder("\nb0: &b0 [lol]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append('b').append(i).append(": &b").append(i).append(" [");
            bomb.append(("*b" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        return bomb.toString();
    }

    private void note(String what) {
        applied.add(what);
    }
}
