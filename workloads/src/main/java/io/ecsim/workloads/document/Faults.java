package io.ecsim.workloads.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Collects all faults of a document and of the documents it refers to, so that one run shows them all. */
public final class Faults {

    private static final String ECS = "ECS";

    private final List<Fault> found = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private String speaker = ECS;
    private String ending = "";

    /** Adds a fault. */
    public void add(Fault fault) {
        if (!files.contains(fault.file())) {
            files.add(fault.file());
        }
        found.add(fault);
    }

    /** Adds a fault at a node, with the ending of the reader that runs. */
    public void add(Node at, String message) {
        add(at.faultHere(message.contains(" (" + speaker + ": ") ? message : message + ending));
    }

    /**
     * Runs a reader of a document that somebody else would refuse too. Its faults end with what they would say, unless
     * they say something of their own; unknown fields do not.
     *
     * @param said what they say, such as {@code ClientException}
     */
    public <T> T saidByEcs(String said, Supplier<T> reader) {
        return saidBy(ECS, said, reader);
    }

    /** As {@link #saidByEcs(String, Supplier)}, where another service of AWS would refuse. */
    public <T> T saidBy(String service, String said, Supplier<T> reader) {
        String speakerBefore = speaker;
        String endingBefore = ending;
        speaker = service;
        ending = saidBy(service, said);
        try {
            return reader.get();
        } finally {
            speaker = speakerBefore;
            ending = endingBefore;
        }
    }

    /** Returns the end of a message that says what ECS would say. */
    public static String saidByEcs(String said) {
        return saidBy(ECS, said);
    }

    /** Returns the end of a message that says what a service of AWS would say. */
    public static String saidBy(String service, String said) {
        return " (" + service + ": " + said + ")";
    }

    /** Returns how many faults there are so far. */
    public int count() {
        return found.size();
    }

    /** Returns whether there is none so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the faults by file (in the order in which files first had one), line and column. */
    public List<Fault> list() {
        return found.stream()
                .sorted(Comparator.comparingInt((Fault fault) -> files.indexOf(fault.file()))
                        .thenComparingInt(Fault::line)
                        .thenComparingInt(Fault::column))
                .toList();
    }

    /**
     * Does nothing when there is no fault.
     *
     * @throws DocumentException with all faults otherwise
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DocumentException(list());
        }
    }
}
