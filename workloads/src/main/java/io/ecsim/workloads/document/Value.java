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

    /** A member of an object, at the place of its name. */
    record Member(int line, int column, String name, Value value) {}
}
