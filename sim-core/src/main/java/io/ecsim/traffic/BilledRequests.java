package io.ecsim.traffic;

import io.ecsim.billing.Billing;
import java.util.Arrays;
import java.util.List;

/** Tells the bill what came since it was told last. */
final class BilledRequests {

    private final Billing billing;
    private final List<ServedRequests> served;
    private final long[] requests;
    private final long[] bytes;
    private final long[] bytesAcrossZones;
    private long toldMicros;

    BilledRequests(Billing billing, List<ServedRequests> served) {
        this.billing = billing;
        this.served = served;
        this.requests = new long[served.size()];
        this.bytes = new long[served.size()];
        this.bytesAcrossZones = new long[served.size()];
    }

    /** The ledgers begin anew. */
    void begin(long nowMicros) {
        Arrays.fill(requests, 0);
        Arrays.fill(bytes, 0);
        Arrays.fill(bytesAcrossZones, 0);
        toldMicros = nowMicros;
    }

    /** Tells what the ledgers hold that was not told before, in whole requests and bytes. */
    void tell(long nowMicros) {
        for (int i = 0; i < requests.length; i++) {
            RequestLedger ledger = served.get(i).ledger;
            long requestsNow = (long) (ledger.tries / RequestLedger.MILLION);
            long acrossNow = (long) ledger.bytesAcrossZones;
            long bytesNow = (long) (ledger.bytesWithinZone + ledger.bytesAcrossZones);
            billing.requests(
                    served.get(i).requests().service(),
                    requestsNow - requests[i],
                    bytesNow - bytes[i],
                    acrossNow - bytesAcrossZones[i],
                    toldMicros);
            requests[i] = requestsNow;
            bytes[i] = bytesNow;
            bytesAcrossZones[i] = acrossNow;
        }
        toldMicros = nowMicros;
    }
}
