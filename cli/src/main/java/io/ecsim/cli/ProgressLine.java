package io.ecsim.cli;

import io.ecsim.experiments.run.RunListener;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress as one line that is drawn over and over and removed at the end: share, rate and time left. */
final class ProgressLine implements RunListener {

    private static final int COLUMNS = EcsimCommand.WIDTH - 1;
    private static final int REDRAW_MILLIS = 250;

    private final PrintWriter terminal;
    private @Nullable ProgressBar bar;

    ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void started(String title, long runs) {
        // A consumer of our own: the library's asks the terminal for its width, which starts a process.
        bar = new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(runs)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setUnit(" runs", 1)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, COLUMNS))
                .build();
    }

    @Override
    public void advanced() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void ended() {
        if (bar != null) {
            bar.close();
            bar = null;
            draw("");
            terminal.print('\r');
            terminal.flush();
        }
    }

    private void draw(String line) {
        String cut = line.length() > COLUMNS ? line.substring(0, COLUMNS) : line;
        terminal.print('\r' + cut + " ".repeat(COLUMNS - cut.length()));
        terminal.flush();
    }
}
