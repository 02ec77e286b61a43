package io.ecsim.experiments.schema;

import io.ecsim.traffic.ServiceRequests;

/** What is asked of services. */
final class RequestSchemas {

    private RequestSchemas() {}

    static Schema requests() {
        Schema work = Schema.object()
                .says("What a request takes of the task that answers it.")
                .needs("cpu", Schema.ref("positiveDuration").says("Mean CPU time, at most 1h."))
                .takes("wait", Schema.ref("duration").says("What it waits for beside, at most 1h; 0s unless stated."));
        Schema retries = Schema.object()
                .says("What clients do about a request that fails; nothing unless stated.")
                .needs("most", Schema.integer(0, 10).says("Tries after the first."))
                .takes("backoff", Schema.ref("positiveDuration").says("Before the first of them; 1s unless stated."))
                .takes(
                        "factor",
                        Schema.number(1, 10)
                                .says("By which each wait is longer than the one before.")
                                .unlessStated(2))
                .takes(
                        "jitter",
                        LawSchemas.share(0, 1)
                                .says("Part of a wait that is random.")
                                .unlessStated(1))
                .takes(
                        "budget",
                        LawSchemas.share(0, 10).says("Retries at most for each first try; unlimited unless stated."));
        return Schema.list(
                        Schema.object()
                                .titled("Requests on a service")
                                .needs("service", Schema.text().says("Name of the service, which has one entry."))
                                .needs("rate", rate())
                                .takes(
                                        "scale",
                                        Schema.numberAboveZero(1_000_000_000L)
                                                .says("By which the rate is multiplied.")
                                                .unlessStated(1))
                                .needs("work", work)
                                .takes(
                                        "workers",
                                        Schema.integer(1, ServiceRequests.UNLIMITED_WORKERS)
                                                .says("Threads of a task, each of which uses a vCPU at most; as many as"
                                                        + " there is CPU for unless stated."))
                                .takes(
                                        "timeout",
                                        Schema.ref("positiveDuration")
                                                .says("So long a client waits, at most 1h; 60s unless stated."))
                                .takes(
                                        "queue",
                                        Schema.integer(1, 1_000_000_000)
                                                .says("Requests in hand of a task at most; one more is rejected.")
                                                .unlessStated(ServiceRequests.DEFAULT_QUEUE))
                                .takes("retries", retries)
                                .takes(
                                        "loadBalancer",
                                        Schema.choice("roundRobin", "leastOutstanding")
                                                .unlessStated("roundRobin"))
                                .takes(
                                        "crossZone",
                                        Schema.flag()
                                                .says("Whether a request may go to a target in another zone.")
                                                .unlessStated(true))
                                .takes(
                                        "bytes",
                                        Schema.ref("size").says("Of a request and its answer; 0 unless stated.")),
                        0)
                .says("Requests on services: what becomes of them, and of the CPU of their tasks.");
    }

    private static Schema rate() {
        return Schema.object()
                .titled("Request rate")
                .says("How many requests come.")
                .oneField()
                .takes("constant", ArrivalSchemas.rate(Schema.object()).oneWay("perSecond", "perHour", "every"))
                .takes(
                        "levels",
                        Schema.list(Schema.tuple(Schema.ref("duration"), Schema.number(0, 1_000_000_000)), 1)
                                .says("Pairs of a time and the requests a second from then on; the first at 0s."))
                .takes("diurnal", ArrivalSchemas.diurnal())
                .takes("retailWeek", ArrivalSchemas.retailWeek())
                .takes("onOff", ArrivalSchemas.onOff())
                .takes("curve", ArrivalSchemas.curve());
    }
}
