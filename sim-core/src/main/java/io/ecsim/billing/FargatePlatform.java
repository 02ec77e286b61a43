package io.ecsim.billing;

/** What Fargate tells apart in its prices (R8.3). */
public enum FargatePlatform {
    LINUX_X86_64("Linux/X86_64"),
    LINUX_ARM64("Linux/ARM64"),
    WINDOWS("Windows/X86_64");

    private final String title;

    FargatePlatform(String title) {
        this.title = title;
    }

    /** Returns the name in reports. */
    public String title() {
        return title;
    }
}
