package io.ecsim.workloads.trace.alibaba;

import io.ecsim.workloads.trace.precedence.JobLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dependencies that a task name of the 2018 trace holds: {@code J4_2_3} is task 4, which waits for tasks 2 and 3. The
 * letters mean nothing; parts without a number, as in {@code R2_1_Stg1}, neither. Any other name ({@code task_Nzg3ODA=},
 * {@code MergeTask}) is that of a task which waits for none.
 *
 * @param number the task's own number, or {@link JobLine#NONE}
 * @param parents the numbers of the tasks it waits for
 */
record TaskName2018(long number, List<Long> parents) {

    private static final Pattern IN_GRAPH = Pattern.compile("[A-Za-z]+(\\d{1,9})(?:_([A-Za-z0-9_]*))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static TaskName2018 of(String name) {
        Matcher matcher = IN_GRAPH.matcher(name);
        if (!matcher.matches()) {
            return new TaskName2018(JobLine.NONE, List.of());
        }
        List<Long> parents = new ArrayList<>();
        if (matcher.group(2) != null) {
            for (String part : matcher.group(2).split("_", -1)) {
                if (NUMBER.matcher(part).matches()) {
                    parents.add(Long.parseLong(part));
                }
            }
        }
        return new TaskName2018(Long.parseLong(matcher.group(1)), parents);
    }
}
