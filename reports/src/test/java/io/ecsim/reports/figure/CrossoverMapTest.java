package io.ecsim.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.reports.table.CsvTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossoverMapTest {

    private static final List<SeriesName> NAMES = List.of(new SeriesName("A", 0), new SeriesName("B", 1));

    private static MarkedScale scale(String key) {
        return new MarkedScale(key, key, List.of(new MarkedScale.Mark(1, "one"), new MarkedScale.Mark(2, "two")));
    }

    private static CrossoverMap.Place place(double x, double y, int best, boolean separable) {
        return new CrossoverMap.Place(x, y, "x" + (int) x, "y" + (int) y, best, separable, List.of("1 s", "2 s"));
    }

    private static CrossoverMap map(CrossoverMap.Place... places) {
        return new CrossoverMap("map", "Who wins", "c", scale("x"), scale("y"), true, NAMES, List.of(places));
    }

    private static long stripes(String svg) {
        return svg.lines()
                .flatMap(line -> List.of(line.split("<", -1)).stream())
                .filter(element -> element.startsWith("path") && element.contains("stroke=\"#ffffff\""))
                .count();
    }

    @Test
    void onlyWhatIsNotSeparableIsHatched() {
        String separable = SvgImage.element(map(place(1, 1, 0, true), place(2, 1, 1, true)));
        String one = SvgImage.element(map(place(1, 1, 0, true), place(2, 1, 1, false)));

        // One hatched sample is in the legend.
        assertThat(stripes(one)).isEqualTo(stripes(separable) + 1);
    }

    @Test
    void theColourOfACellIsThatOfTheWinnersLine() {
        String blue = SvgImage.element(map(place(1, 1, 0, true)));
        String orange = SvgImage.element(map(place(1, 1, 1, true)));

        assertThat(count(blue, "#0072b2")).isGreaterThan(count(orange, "#0072b2"));
        assertThat(count(orange, "#d55e00")).isGreaterThan(count(blue, "#d55e00"));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void thePointerIsToldWhoIsBestAndWhatEveryoneHas() {
        Spot spot = SvgImage.drawing(map(place(2, 1, 1, false))).spots().get(0);

        assertThat(spot.title()).isEqualTo("x2, y1");
        assertThat(spot.lines())
                .containsExactly(
                        new Spot.Line("Best", "B, not separable"),
                        new Spot.Line("A", "1 s"),
                        new Spot.Line("B", "2 s"));
    }

    @Test
    void itsNumbersAreATable() {
        assertThat(CsvTables.text(
                        map(place(1, 2, 0, true), place(2, 2, -1, false)).data()))
                .isEqualTo("x,y,best,separable\nx1,y2,A,yes\nx2,y2,,no\n");
    }

    @Test
    void aCellOffTheGridIsRefused() {
        assertThatThrownBy(() -> map(place(3, 1, 0, true))).hasMessage("scale 'x' has no mark at 3.0");
        assertThatThrownBy(() -> map(place(1, 1, 2, true))).hasMessageContaining("won by strategy 2 of 2");
    }
}
