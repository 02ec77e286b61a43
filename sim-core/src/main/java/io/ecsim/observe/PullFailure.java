package io.ecsim.observe;

/** Why a pull failed. */
public enum PullFailure {
    /** The registry has had enough of this source address. */
    RATE_LIMITED,
    /** The registry did not answer the request for the manifest within a minute (R3.36). */
    NO_ANSWER,
    /** Nothing came for a minute (R3.36). */
    INACTIVE,
    /** Nothing had come five minutes after the pull was asked for (R3.36). */
    NOT_BEGUN,
    /** It was not there after two hours (R3.36). */
    TIMED_OUT
}
