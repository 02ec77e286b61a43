package io.ecsim.cli;

import io.ecsim.experiments.prices.PriceListing;
import io.ecsim.experiments.prices.PriceQuery;
import io.ecsim.naming.NearestName;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.JsonTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import io.ecsim.workloads.catalogue.PriceCatalogue;
import io.ecsim.workloads.catalogue.PriceFile;
import io.ecsim.workloads.catalogue.PriceFileReader;
import io.ecsim.workloads.document.Faults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim prices}: shows and searches the catalogue of prices. */
@Command(
        name = "prices",
        description = "Shows and searches the prices that are counted, with region, date and source.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {
            "",
            "Examples:",
            "  ecsim prices",
            "  ecsim prices 'm5.*'",
            "  ecsim prices --vcpu 4 --memory 16 --arch arm64 --sort spot",
            "  ecsim prices fargate --file my-prices.yaml",
            "  ecsim prices --csv > prices.csv",
            "",
            "docs/prices.md says how a file of prices is written."
        })
final class PricesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "What a name contains; * and ? stand for any characters and for one.")
    private String pattern = "";

    @Option(names = "--region", paramLabel = "REGION", description = "The region; that of the prices unless stated.")
    private @Nullable String region;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file of prices of one's own, which take the place of those that come with the program.")
    private @Nullable Path file;

    @Option(names = "--vcpu", paramLabel = "N", description = "Instance types with at least so many vCPUs.")
    private int vcpus;

    @Option(
            names = "--memory",
            paramLabel = "GIB",
            description = "Instance types with at least so much memory, in GiB.")
    private double memoryGiB;

    @Option(names = "--gpu", paramLabel = "N", description = "Instance types with at least so many GPUs.")
    private int gpus;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            completionCandidates = Architectures.class,
            description = "Instance types of an architecture: ${COMPLETION-CANDIDATES}.")
    private @Nullable String architecture;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            defaultValue = "price",
            completionCandidates = Orders.class,
            description = "Order of instance types: ${COMPLETION-CANDIDATES}; price unless stated.")
    private String order = "price";

    @Option(names = "--json", description = "Print the prices as JSON and nothing else.")
    private boolean json;

    @Option(names = "--csv", description = "Print the prices as CSV and nothing else.")
    private boolean csv;

    /** The architectures. */
    static final class Architectures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("x86_64", "arm64").iterator();
        }
    }

    /** The orders. */
    static final class Orders implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PriceQuery.Order.byName().keySet().iterator();
        }
    }

    @Override
    public Integer call() {
        if (json && csv) {
            throw new InputException("--json and --csv exclude each other");
        }
        PriceListing listing = PriceListing.of(catalogue(), query());
        if (listing.isEmpty()) {
            throw new InputException("no price fits" + (pattern.isEmpty() ? "" : " \"" + pattern + "\"")
                    + ": ecsim prices --csv prints all names");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(JsonTables.text(listing.flat()));
        } else if (csv) {
            out.print(CsvTables.text(listing.flat()));
        } else {
            for (Table table : listing.tables()) {
                out.print(TextTables.text(table, EcsimCommand.WIDTH) + "\n");
            }
            for (String sentence : listing.sentences()) {
                TextWrap.lines(sentence, EcsimCommand.WIDTH).forEach(line -> out.print(line + "\n"));
            }
        }
        out.flush();
        return 0;
    }

    private PriceCatalogue catalogue() {
        PriceCatalogue catalogue = PriceCatalogue.load();
        if (file != null) {
            Faults faults = new Faults();
            Optional<PriceFile> own = new PriceFileReader(catalogue, faults).read(file);
            faults.throwIfAny();
            catalogue = catalogue.with(own.orElseThrow());
        }
        if (region != null && !region.equals(catalogue.region())) {
            throw new InputException("there are no prices of " + region + ", those at hand are of " + catalogue.region()
                    + ": --file FILE reads prices of your own (docs/prices.md)");
        }
        return catalogue;
    }

    private PriceQuery query() {
        if (vcpus < 0 || memoryGiB < 0 || gpus < 0) {
            throw new InputException("--vcpu, --memory and --gpu must be at least 0");
        }
        PriceQuery.Order sorted = PriceQuery.Order.byName().get(order);
        if (sorted == null) {
            throw new InputException(
                    "unknown order \"" + order + "\"" + hint(order, new Orders()) + names(new Orders()));
        }
        if (architecture != null && !list(new Architectures()).contains(architecture)) {
            throw new InputException("unknown architecture \"" + architecture + "\""
                    + hint(architecture, new Architectures()) + names(new Architectures()));
        }
        return new PriceQuery(pattern, vcpus, memoryGiB, gpus, Optional.ofNullable(architecture), sorted);
    }

    private static String hint(String name, Iterable<String> known) {
        String hint = NearestName.hint(name, list(known));
        return hint.isEmpty() ? "." : hint;
    }

    private static String names(Iterable<String> known) {
        return " Allowed: " + String.join(", ", list(known));
    }

    private static List<String> list(Iterable<String> known) {
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        return names;
    }
}
