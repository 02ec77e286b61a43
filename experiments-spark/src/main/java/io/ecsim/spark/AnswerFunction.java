package io.ecsim.spark;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with a partition, which is one run. */
final class AnswerFunction extends AbstractFunction1<Iterator<ShippedRun>, RunAnswer> implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public RunAnswer apply(Iterator<ShippedRun> runs) {
        return runs.next().answer();
    }
}
