package io.ecsim.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which build this is and on which Java it runs. */
final class EcsimVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"ecsim " + number() + " (Java " + Runtime.version().feature() + ")"};
    }

    /** Returns the number of this build, without the Java it runs on. */
    static String number() {
        return Optional.ofNullable(EcsimCommand.class.getPackage().getImplementationVersion())
                .orElse("development build");
    }
}
