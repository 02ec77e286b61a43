package io.ecsim.images;

/** Why a pull failed, in the words that follow {@code CannotPullContainerError: }. */
public enum PullFailure {
    /** The registry has had enough of this source address. */
    RATE_LIMITED {
        @Override
        String reason(Registry registry) {
            return registry.kind() == Registry.Kind.DOCKER_HUB
                    ? "Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may "
                            + "increase the limit by authenticating and upgrading: "
                            + "https://www.docker.com/increase-rate-limit"
                    : "Error response from daemon: toomanyrequests: Rate exceeded";
        }
    },
    /** The registry did not answer the request for the manifest within a minute (R3.36). */
    NO_ANSWER {
        @Override
        String reason(Registry registry) {
            return "Error response from daemon: Get \"https://" + registry.name() + "/v2/\": context deadline exceeded";
        }
    },
    /** Nothing came for a minute (R3.36). */
    INACTIVE {
        @Override
        String reason(Registry registry) {
            return "inactivity time exceeded timeout while pulling image";
        }
    },
    /** Nothing had come five minutes after the pull was asked for (R3.36). */
    NOT_BEGUN {
        @Override
        String reason(Registry registry) {
            return "Could not transition to pullBegin; timed out after waiting 5m0s";
        }
    },
    /** It was not there after two hours (R3.36). */
    TIMED_OUT {
        @Override
        String reason(Registry registry) {
            return "Could not transition to pulled; timed out after waiting 2h0m0s";
        }
    };

    abstract String reason(Registry registry);
}
