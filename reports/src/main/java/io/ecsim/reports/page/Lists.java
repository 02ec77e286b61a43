package io.ecsim.reports.page;

import java.util.ArrayList;
import java.util.List;

/** Lists with one element more. */
final class Lists {
    private Lists() {}

    static <T> List<T> append(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }
}
