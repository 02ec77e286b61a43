package io.ecsim.reports.page;

/** A titled part of the page below the first screen. */
public record Section(String title, Part content) {
    public Section {
        if (title.isBlank()) {
            throw new IllegalArgumentException("section has a blank title");
        }
    }
}
