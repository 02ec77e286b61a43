package io.ecsim.cli;

import io.ecsim.experiments.schema.ScenarioSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ecsim schema}: prints the JSON Schema of scenarios. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenarios, with which editors check and complete them.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim schema > ecsim.schema.json",
            "",
            "An editor that knows YAML uses it when a scenario begins with the line",
            "# yaml-language-server: $schema=ecsim.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ScenarioSchema.text());
        return 0;
    }
}
