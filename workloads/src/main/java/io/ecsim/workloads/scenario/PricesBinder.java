package io.ecsim.workloads.scenario;

import io.ecsim.workloads.catalogue.PriceFile;
import io.ecsim.workloads.catalogue.PriceFileReader;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.nio.file.Path;
import java.util.Optional;

/** Binds {@code prices}: the name of a file of prices of one's own (docs/prices.md), relative to the scenario. */
final class PricesBinder {

    private static final String EXPECTED = "the name of a file of prices";

    private final BindingContext context;

    PricesBinder(BindingContext context) {
        this.context = context;
    }

    /** Tells the context the prices; where the field is absent, those that come with the program count. */
    void bind(Fields scenario) {
        scenario.optional("prices", this::file).ifPresent(own -> {
            context.prices(own);
            context.assume("Prices of " + own.region() + " are those of "
                    + own.prices().size()
                    + " entries of the scenario's own file, of "
                    + own.prices().get(0).date() + " ("
                    + own.prices().get(0).source() + ").");
        });
    }

    private Optional<PriceFile> file(Node node) {
        Optional<String> name = node.asText(context.faults(), EXPECTED);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> document = DocumentReader.readSibling(node, name.get(), context.faults());
        document.ifPresent(read ->
                context.read(Path.of(node.file()).resolveSibling(name.get()).normalize()));
        return document.flatMap(read -> new PriceFileReader(context.prices(), context.faults()).read(read, name.get()));
    }
}
