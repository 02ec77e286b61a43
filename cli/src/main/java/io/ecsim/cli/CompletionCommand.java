package io.ecsim.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim completion}: prints a script with which a shell completes commands, options and their values. */
@Command(
        name = "completion",
        description = "Prints a script with which a shell completes commands, options and values.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim completion bash > ~/.local/share/bash-completion/completions/ecsim",
            "  source <(ecsim completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh; the script is the same and loads what zsh needs.")
    private String shell = "";

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new InputException("there is no completion for \"" + shell + "\", allowed are bash, zsh");
        }
        spec.commandLine().getOut().print(AutoComplete.bash("ecsim", spec.root().commandLine()));
        return 0;
    }
}
