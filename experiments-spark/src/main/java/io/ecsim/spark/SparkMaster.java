package io.ecsim.spark;

import io.ecsim.experiments.executor.ExecutorException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Spark runs.
 *
 * @param url as Spark takes it: {@code local[4]} or {@code spark://host:7077}; several masters with commas
 */
record SparkMaster(String url) {

    static final String LOOPBACK = "127.0.0.1";

    private static final int REACH_MILLIS = 5_000;
    private static final Pattern STANDALONE = Pattern.compile("spark://(\\S+:\\d+(?:,\\S+:\\d+)*)");
    private static final Pattern KNOWN = Pattern.compile("local|local\\[[0-9*, ]+]|" + STANDALONE.pattern());

    SparkMaster {
        if (!KNOWN.matcher(url).matches()) {
            throw new ExecutorException("--master is \"" + url + "\", expected spark://HOST:PORT of a standalone"
                    + " cluster, local[N] or local[*]");
        }
    }

    /** Returns threads of this process. */
    static SparkMaster here(int threads) {
        return new SparkMaster("local[" + threads + "]");
    }

    /** Returns whether runs stay in this process. */
    boolean isHere() {
        return addresses().isEmpty();
    }

    /** Returns whether the master is on this machine and reached by no other. */
    boolean isLoopback() {
        return addresses().stream().allMatch(at -> at.startsWith(LOOPBACK + ":") || at.startsWith("localhost:"));
    }

    /** Returns {@code host:port} of each master; none for threads of this process. */
    private List<String> addresses() {
        Matcher standalone = STANDALONE.matcher(url);
        return standalone.matches() ? List.of(standalone.group(1).split(",")) : List.of();
    }

    /**
     * Makes sure that a master answers: Spark itself would try for a minute.
     *
     * @throws ExecutorException if none does
     */
    void requireReachable() {
        List<String> failures = new ArrayList<>();
        for (String address : addresses()) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address.substring(0, colon), port(address.substring(colon + 1))),
                        REACH_MILLIS);
                return;
            } catch (IOException unreachable) {
                failures.add(address + ": " + unreachable.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new ExecutorException(
                    "--master is " + url + ", but no Spark master answers there (" + String.join("; ", failures) + ")");
        }
    }

    private int port(String digits) {
        int most = 65_535;
        if (digits.length() > 5 || Integer.parseInt(digits) > most) {
            throw new ExecutorException("--master is " + url + ": a port is 1 to " + most + ", was " + digits);
        }
        return Integer.parseInt(digits);
    }
}
