package io.ecsim.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which build this is and on which Java it runs. */
final class EcsimVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(EcsimCommand.class.getPackage().getImplementationVersion())
                .orElse("development build");
        return new String[] {"ecsim " + version + " (Java " + Runtime.version().feature() + ")"};
    }
}
