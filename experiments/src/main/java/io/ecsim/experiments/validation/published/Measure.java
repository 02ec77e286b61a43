package io.ecsim.experiments.validation.published;

/** What the published runs record after each arrival. */
enum Measure {
    /** GPUs allocated, in percent of all. */
    ALLOCATED("allo", "allocated"),
    /** GPUs that typical tasks cannot use, in percent of all. */
    FRAGMENTED("frag", "fragmented"),
    /** GPUs that typical tasks cannot use, in percent of the idle. */
    FRAGMENTED_OF_IDLE("frag_ratio", "fragmented of idle");

    private final String file;
    private final String words;

    Measure(String file, String words) {
        this.file = file;
        this.words = words;
    }

    /** Returns the part of the file name that stands for it. */
    String file() {
        return file;
    }

    /** Returns what a person reads. */
    String words() {
        return words;
    }
}
