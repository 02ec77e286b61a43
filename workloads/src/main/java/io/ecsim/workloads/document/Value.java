package io.ecsim.workloads.document;

import java.util.List;

/** The parsed tree, without paths: an aliased YAML value is one object that is seen from several paths. */
sealed interface Value {

    int line();

    int column();

    /** A scalar as written: the text without quotes. */
    record Scalar(int line, int column, Kind kind, String text) implements Value {}

    /** A list. */
    record Items(int line, int column, List<Value> values) implements Value {}

    /** An object, its members in the order written. */
    record Members(int line, int column, List<Member> members) implements Value {}

    /**
     * A value given from outside in place of the document's, see {@link Assignment}.
     *
     * @param origin where it comes from
     * @param target the path that the value was given for
     */
    record Given(Origin origin, String target, Value value) implements Value {
        @Override
        public int line() {
            return 0;
        }

        @Override
        public int column() {
            return 0;
        }

        /** Returns the value itself, whether given or written. */
        static Value unwrapped(Value value) {
            return value instanceof Given given ? unwrapped(given.value()) : value;
        }
    }

    /** A member of an object, at the place of its name; line 0 when the document does not name it. */
    record Member(int line, int column, String name, Value value) {}
}
