package io.ecsim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ecsim man}: prints the manual page. */
@Command(
        name = "man",
        description = "Prints the manual page, in the format that man reads.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {"", "Examples:", "  ecsim man | man -l -", "  ecsim man > ~/.local/share/man/man1/ecsim.1"})
final class ManCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ManPage.of(spec.root()));
        return 0;
    }
}
