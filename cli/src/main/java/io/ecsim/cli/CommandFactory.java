package io.ecsim.cli;

import picocli.CommandLine;

/** Makes the objects of the command line, handing over what they share. */
final class CommandFactory implements CommandLine.IFactory {

    private final Interrupts interrupts;

    CommandFactory(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == BoundsCommand.class) {
            return type.cast(new BoundsCommand(interrupts));
        }
        if (type == CompareCommand.class) {
            return type.cast(new CompareCommand(interrupts));
        }
        if (type == DrillCommand.class) {
            return type.cast(new DrillCommand(interrupts));
        }
        if (type == AdversaryCommand.class) {
            return type.cast(new AdversaryCommand(interrupts));
        }
        if (type == RerunCommand.class) {
            return type.cast(new RerunCommand(interrupts));
        }
        if (type == SweepCommand.class) {
            return type.cast(new SweepCommand(interrupts));
        }
        if (type == YardsticksCommand.class) {
            return type.cast(new YardsticksCommand(interrupts));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
