package io.ecsim.cloudwatch;

/** What an alarm says; the names are CloudWatch's. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
