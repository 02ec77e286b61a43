package io.ecsim.workloads.trace;

import io.ecsim.naming.NearestName;
import java.util.ArrayList;
import java.util.List;

/** The cells of one line, read as numbers; a fault names file, line and field. */
public final class Cells {

    /** Latest time that is taken for one, in microseconds: 3,000 years. */
    public static final double LARGEST_MICROS = 1e17;

    private final String file;
    private final List<String> cells = new ArrayList<>();
    private long line;

    /** Makes the reader of one file, which messages name. */
    public Cells(String file) {
        this.file = file;
    }

    /** Splits at runs of blanks, as the Standard Workload Format does. */
    public void splitAtBlanks(String text, long number) {
        cells.clear();
        line = number;
        int length = text.length();
        int i = 0;
        while (i < length) {
            while (i < length && text.charAt(i) <= ' ') {
                i++;
            }
            int start = i;
            while (i < length && text.charAt(i) > ' ') {
                i++;
            }
            if (i > start) {
                cells.add(text.substring(start, i));
            }
        }
    }

    /** Splits at a delimiter; a cell may be quoted, a quote inside is doubled, and a cell does not span lines. */
    public void splitAt(char delimiter, String text, long number) throws DamagedLineException {
        cells.clear();
        line = number;
        int i = 0;
        while (i <= text.length()) {
            if (i < text.length() && text.charAt(i) == '"') {
                StringBuilder cell = new StringBuilder();
                i++;
                while (i < text.length() && (text.charAt(i) != '"' || isDoubled(text, i))) {
                    i += text.charAt(i) == '"' ? 1 : 0;
                    cell.append(text.charAt(i++));
                }
                if (i >= text.length()) {
                    throw damaged("a quoted cell is not closed on its line");
                }
                i++;
                if (i < text.length() && text.charAt(i) != delimiter) {
                    throw damaged("found '" + text.charAt(i) + "' after a quoted cell, expected '" + delimiter + "'");
                }
                cells.add(cell.toString());
            } else {
                int end = text.indexOf(delimiter, i);
                end = end < 0 ? text.length() : end;
                cells.add(text.substring(i, end).strip());
                i = end;
            }
            i++;
        }
    }

    private static boolean isDoubled(String text, int i) {
        return i + 1 < text.length() && text.charAt(i + 1) == '"';
    }

    /** Returns how many cells the line has. */
    public int size() {
        return cells.size();
    }

    /** Returns the cells of the line. */
    public List<String> all() {
        return List.copyOf(cells);
    }

    /** Refuses a line that has another number of cells. */
    public void requireSize(int expected) throws DamagedLineException {
        if (cells.size() != expected) {
            throw damaged("found " + cells.size() + " fields, expected " + expected);
        }
    }

    /** Returns the position of a column in a heading line, or tells the nearest one. */
    public int columnOf(String name) throws DamagedLineException {
        int index = cells.indexOf(name);
        if (index < 0) {
            String hint = NearestName.hint(name, cells);
            throw damaged("no column \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + " Columns: "
                    + String.join(", ", cells));
        }
        return index;
    }

    /** Returns a cell as it stands, without blanks around it. */
    public String text(int index) {
        return cells.get(index);
    }

    /** Reads a finite number. */
    public double number(int index, String field) throws DamagedLineException {
        double number = plainNumber(cells.get(index));
        if (!Double.isFinite(number)) {
            throw found(index, field, "a number");
        }
        return number;
    }

    /** Returns the number that a text states in decimal digits, perhaps with an exponent; else NaN. */
    public static double plainNumber(String text) {
        if (text.isEmpty() || !isPlain(text)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Double.parseDouble also takes hexadecimal, NaN and a trailing d or f. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads a number of at least 0. */
    public double notNegative(int index, String field) throws DamagedLineException {
        double number = number(index, field);
        if (number < 0) {
            throw found(index, field, "a number of at least 0");
        }
        return number;
    }

    /** Reads a time and turns it into whole microseconds. */
    public long micros(int index, String field, double microsPerUnit) throws DamagedLineException {
        double micros = notNegative(index, field) * microsPerUnit;
        if (micros > LARGEST_MICROS) {
            throw found(index, field, "a time of at most 3,000 years");
        }
        return (long) Math.rint(micros);
    }

    /** Reads an amount and rounds it up to a whole one. */
    public int amount(int index, String field, double factor) throws DamagedLineException {
        double amount = roundUp(notNegative(index, field) * factor);
        if (amount > Integer.MAX_VALUE - 1) {
            throw found(index, field, "at most " + (Integer.MAX_VALUE - 1) + " after conversion");
        }
        return (int) amount;
    }

    /** Rounds up, forgiving the last bits of a product that is meant to be whole. */
    public static double roundUp(double amount) {
        return StrictMath.ceil(amount - 1e-6);
    }

    /** Returns the fault of a cell: what was found there and what was expected. */
    public DamagedLineException found(int index, String field, String expected) {
        String text = cells.get(index);
        return damaged(field + ": found " + (text.isEmpty() ? "nothing" : '"' + text + '"') + ", expected " + expected);
    }

    /** Returns a fault of the line. */
    public DamagedLineException damaged(String message) {
        return new DamagedLineException(file + ":" + line + ": " + message);
    }
}
