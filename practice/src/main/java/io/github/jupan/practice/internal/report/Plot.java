package io.github.jupan.practice.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plots of shares, from 0 to 100%, as SVG whose colours the page has.
public final class Plot {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 240;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;
    private static final int COLOURS = 6;
    private static final int LEGEND_LINE = 16;

    private Plot() {}

    /// @param error NaN for none
    public record Bar(String label, double value, double error) {}

    /// @param x by which points are put in order; all lines share the places
    /// @param weight how much stands behind it, by which its dot is drawn
    public record Point(String label, double x, double y, double weight) {}

    public static String bars(List<Bar> bars) {
        StringBuilder svg = begin(0);
        double step = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, bars.size());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (Double.isNaN(bar.value())) {
                continue;
            }
            double middle = LEFT + step * (i + 0.5);
            double width = Math.min(56, step * 0.6);
            svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\" fill=\"var(--s%d)\"/>\n"
                    .formatted(
                            n(middle - width / 2), n(y(bar.value())), n(width), n(y(0) - y(bar.value())), i % COLOURS));
            if (!Double.isNaN(bar.error())) {
                svg.append("<path d=\"M%s %sV%s\" stroke=\"var(--ink)\" stroke-width=\"1.5\"/>\n"
                        .formatted(
                                n(middle),
                                n(y(Math.max(0, bar.value() - bar.error()))),
                                n(y(Math.min(1, bar.value() + bar.error())))));
            }
            text(svg, middle, HEIGHT - 22, "middle", "label", bar.label());
            text(svg, middle, HEIGHT - 6, "middle", "", ReportText.percent(bar.value()));
        }
        return end(svg);
    }

    /// @param lines by their names
    /// @param axis what the places are
    public static String lines(Map<String, List<Point>> lines, String axis) {
        SortedMap<Double, String> places = new TreeMap<>();
        double heaviest = 1;
        for (List<Point> line : lines.values()) {
            for (Point point : line) {
                places.put(point.x(), point.label());
                heaviest = Math.max(heaviest, point.weight());
            }
        }
        StringBuilder svg = begin(LEGEND_LINE * (int) lines.values().stream().filter(line -> !line.isEmpty()).count());
        List<Double> order = new ArrayList<>(places.keySet());
        double step = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, order.size());
        int every = Math.max(1, (order.size() + 7) / 8);
        for (int i = 0; i < order.size(); i += every) {
            text(svg, LEFT + step * (i + 0.5), HEIGHT - 22, "middle", "", places.getOrDefault(order.get(i), ""));
        }
        text(svg, WIDTH - RIGHT, HEIGHT - 6, "end", "", axis);
        int colour = 0;
        double legend = LEFT + 4;
        int shown = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            StringBuilder path = new StringBuilder();
            for (Point point : line.getValue()) {
                double x = LEFT + step * (order.indexOf(point.x()) + 0.5);
                path.append(path.isEmpty() ? "M" : "L").append(n(x)).append(' ').append(n(y(point.y())));
                svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"var(--s%d)\"><title>%s</title></circle>\n"
                        .formatted(
                                n(x),
                                n(y(point.y())),
                                n(2.5 + 4 * Math.sqrt(point.weight() / heaviest)),
                                colour % COLOURS,
                                Page.escaped(
                                        line.getKey() + ", " + point.label() + ": " + ReportText.percent(point.y()))));
            }
            if (!path.isEmpty()) {
                svg.append("<path d=\"%s\" fill=\"none\" stroke=\"var(--s%d)\" stroke-width=\"2\"/>\n"
                        .formatted(path, colour % COLOURS));
                double at = HEIGHT + LEGEND_LINE * shown++ + 10;
                svg.append("<rect x=\"%s\" y=\"%s\" width=\"10\" height=\"3\" fill=\"var(--s%d)\"/>\n"
                        .formatted(n(legend), n(at - 5), colour % COLOURS));
                text(svg, legend + 15, at, "start", "label", line.getKey());
            }
            colour++;
        }
        return end(svg);
    }

    /// @param below what stands under the plot
    private static StringBuilder begin(int below) {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\">\n".formatted(WIDTH, HEIGHT + below));
        for (int percent = 0; percent <= 100; percent += 25) {
            double at = y(percent / 100.0);
            svg.append("<path class=\"grid\" d=\"M%d %sH%d\"/>\n".formatted(LEFT, n(at), WIDTH - RIGHT));
            text(svg, LEFT - 6, at + 4, "end", "", percent + "%");
        }
        return svg;
    }

    private static String end(StringBuilder svg) {
        return svg.append("</svg>\n").toString();
    }

    private static double y(double share) {
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String kind, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>\n"
                .formatted(n(x), n(y), anchor, kind, Page.escaped(text)));
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
