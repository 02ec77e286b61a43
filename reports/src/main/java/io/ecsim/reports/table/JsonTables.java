package io.ecsim.reports.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tables as JSON: columns with their units, then one object per row in column order.
 *
 * <p>A plain number is a number. A bounded value is {@code {"above": x}} or {@code {"below": x}}, an estimate is
 * {@code {"value": x, "low": a, "high": b}}, an unknown value is {@code {"unknown": "reason"}}.
 */
public final class JsonTables {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTables() {}

    /** One table as a JSON object, ending with a line feed. */
    public static String text(Table table) {
        return write(json -> writeTable(json, table));
    }

    /** Several tables as {@code {"tables": [...]}} in the given order, ending with a line feed. */
    public static String text(List<Table> tables) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("tables");
            for (Table table : tables) {
                writeTable(json, table);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String write(Content content) {
        StringWriter out = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(printer);
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON", e);
        }
        return out.append('\n').toString();
    }

    private static void writeTable(JsonGenerator json, Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.name());
        json.writeStringField("title", table.title());
        json.writeArrayFieldStart("columns");
        for (Column column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("key", column.key());
            json.writeStringField("title", column.title());
            json.writeStringField("unit", storedUnit(column));
            json.writeStringField("kind", kindName(column.kind()));
            json.writeStringField("description", column.description());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Cell> row : table.rows()) {
            json.writeStartObject();
            for (int index = 0; index < row.size(); index++) {
                json.writeFieldName(table.columns().get(index).key());
                writeCell(json, row.get(index));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String storedUnit(Column column) {
        return switch (column.kind()) {
            case DURATION -> "s";
            case PERCENT -> "fraction";
            case TEXT, INTEGER, NUMBER, MONEY -> column.unit();
        };
    }

    private static String kindName(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case PERCENT -> "percent";
            case MONEY -> "money";
            case DURATION -> "duration";
        };
    }

    private static void writeCell(JsonGenerator json, Cell cell) throws IOException {
        if (cell instanceof Cell.Text text) {
            json.writeString(text.value());
        } else if (cell instanceof Cell.Whole whole) {
            json.writeNumber(whole.value());
        } else if (cell instanceof Cell.Real real) {
            json.writeNumber(Decimals.shortest(real.value()));
        } else if (cell instanceof Cell.Unknown unknown) {
            json.writeStartObject();
            json.writeStringField("unknown", unknown.reason());
            json.writeEndObject();
        } else if (cell instanceof Cell.Above above) {
            writeObject(json, "above", above.bound());
        } else if (cell instanceof Cell.Below below) {
            writeObject(json, "below", below.bound());
        } else if (cell instanceof Cell.Estimate estimate) {
            json.writeStartObject();
            writeNumber(json, "value", estimate.value());
            writeNumber(json, "low", estimate.low());
            writeNumber(json, "high", estimate.high());
            json.writeEndObject();
        }
    }

    private static void writeObject(JsonGenerator json, String name, double value) throws IOException {
        json.writeStartObject();
        writeNumber(json, name, value);
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Decimals.shortest(value));
    }

    /** Writes one document. */
    @FunctionalInterface
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
