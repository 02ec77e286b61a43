package io.ecsim.experiments.schema;

import io.ecsim.workloads.arrival.ClosedLoopWorkload;
import java.util.LinkedHashMap;
import java.util.Map;

/** When tasks arrive. */
final class ArrivalSchemas {

    private static final String[] DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    private static final String[] RATES = {"load", "perSecond", "perHour", "every"};

    private ArrivalSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put("arrivals", arrivals());
        all.put(
                "rate",
                mean(Schema.object())
                        .titled("Rate")
                        .says("While on or off: a load is a mean over both and does not fit here.")
                        .oneWay("perSecond|load", "perHour|load", "every|load"));
        return all;
    }

    private static Schema arrivals() {
        return Schema.object()
                .titled("Arrivals")
                .says("When tasks arrive; \"ecsim list arrivals\" names the kinds.")
                .oneField()
                .takes(
                        "poisson",
                        mean(Schema.object()).says("Independent arrivals.").oneWay(RATES))
                .takes(
                        "deterministic",
                        Schema.object()
                                .says("Single tasks at equal distances.")
                                .needs("every", Schema.ref("positiveDuration")))
                .takes(
                        "batch",
                        Schema.object()
                                .says("Several tasks at a time.")
                                .needs("every", Schema.ref("durationLaw").says("Law of the distance between batches."))
                                .needs("size", Schema.ref("numberLaw").says("Law of the tasks in a batch.")))
                .takes("onOff", onOff())
                .takes("diurnal", diurnal())
                .takes("retailWeek", retailWeek())
                .takes("curve", curve())
                .takes(
                        "closedLoop",
                        Schema.object()
                                .says("Customers who think, ask for a task, wait until it has ended, and think again.")
                                .needs("customers", Schema.integer(1, ClosedLoopWorkload.MOST_CUSTOMERS))
                                .needs(
                                        "think",
                                        Schema.ref("durationLaw")
                                                .says("Law of the thinking time; a mean of at least 1ms.")));
    }

    /** Adds the ways to state a mean rate, of which an object has exactly one. */
    private static Schema mean(Schema object) {
        return rate(object)
                .takes("load", LawSchemas.shareAboveZero(10).says("Share of the cluster that is reserved on average."))
                .takes(
                        "of",
                        Schema.choice("cpu", "memory")
                                .says("What load is a share of.")
                                .unlessStated("cpu"));
    }

    static Schema rate(Schema object) {
        return object.takes("perSecond", Schema.numberAboveZero(1_000_000).says("Tasks a second."))
                .takes("perHour", Schema.numberAboveZero(3_600_000_000L).says("Tasks an hour."))
                .takes("every", Schema.ref("positiveDuration").says("Mean distance between tasks."));
    }

    static Schema onOff() {
        return mean(Schema.object())
                .says("Bursts: Poisson while on, none or fewer while off.")
                .needs("on", Schema.ref("durationLaw").says("Law of the time on."))
                .needs("off", Schema.ref("durationLaw").says("Law of the time off."))
                .takes("whileOn", Schema.ref("rate"))
                .takes("whileOff", Schema.ref("rate"));
    }

    static Schema diurnal() {
        return mean(Schema.object())
                .says("A rate that follows the day: a cosine (amplitude and peak) or points.")
                .takes("period", Schema.ref("positiveDuration").unlessStated("1d"))
                .takes("startTime", Schema.ref("duration").says("Time of the period at which the run begins."))
                .takes("amplitude", LawSchemas.share(0, 1))
                .takes("peak", Schema.ref("duration").says("Time of the greatest rate."))
                .takes(
                        "points",
                        Schema.list(Schema.tuple(Schema.ref("duration"), Schema.number(0, 1_000_000)), 1)
                                .says("Pairs of a time and a relative rate, joined by straight lines."))
                .oneWay(RATES);
    }

    static Schema retailWeek() {
        Schema sale = Schema.object()
                .says("A peak in every week.")
                .needs("day", Schema.choice(DAYS))
                .needs("time", Schema.ref("duration"))
                .needs("for", Schema.ref("positiveDuration"))
                .needs("factor", Schema.number(1, 100));
        return mean(Schema.object())
                .says("The documented week of an invented shop.")
                .takes("startDay", Schema.choice(DAYS).unlessStated("monday"))
                .takes("startTime", Schema.ref("duration"))
                .takes(
                        "swing",
                        LawSchemas.share(0, 1)
                                .says("How much of the daily shape is kept.")
                                .unlessStated(1))
                .takes("weekend", Schema.number(0.01, 100).says("Demand on Saturday and Sunday, to a working day."))
                .takes("sale", sale)
                .oneWay(RATES);
    }

    static Schema curve() {
        return mean(Schema.object())
                .says("A rate read from a file.")
                .needs("file", Schema.text())
                .needs(
                        "time",
                        Schema.object()
                                .needs("column", Schema.text())
                                .needs("unit", Schema.choice("s", "us", "ms", "m", "h", "d")))
                .needs(
                        "value",
                        Schema.object()
                                .needs("column", Schema.text())
                                .takes(
                                        "factor",
                                        Schema.numberAboveZero(1_000_000_000_000_000L)
                                                .unlessStated(1)))
                .takes(
                        "step",
                        Schema.ref("positiveDuration")
                                .says("Values are summed by this.")
                                .unlessStated("5m"))
                .takes("repeat", Schema.flag().unlessStated(false))
                .takes("delimiter", Schema.text("^.$").says("One character.").unlessStated(","));
    }
}
