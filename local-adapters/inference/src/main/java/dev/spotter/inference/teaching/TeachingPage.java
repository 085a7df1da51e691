package dev.spotter.inference.teaching;

import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Confusion;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.Mistake;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;
import dev.spotter.inference.teaching.TeachingReport.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A report as one HTML page that needs no other file and no script. Its length is bounded. Not thread-safe. */
final class TeachingPage {
    /** What a page begins with, so that it is known as one that may be overwritten. */
    static final String BEGINNING = "<!DOCTYPE html>\n<!-- A report of spotter teach -->\n";

    /** The most classes whose confusions are shown as a square; the pairs are shown for more. */
    private static final int MAX_SQUARE = 10;
    /** The most entries of a list. */
    private static final int MAX_LISTED = 1_000;

    private static final String HEAD =
            """
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <style>
            :root { color-scheme: light dark; --line: #8886; --right: #2a83; --wrong: #d433; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
            h1, h2, td, th, figcaption, li { overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; min-width: 2.5rem; }
            th, td:first-child { min-width: 6rem; max-width: 14rem; }
            th:first-child { position: sticky; left: 0; background: Canvas; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
            td.right { background: var(--right); }
            td.wrong { background: var(--wrong); }
            .photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 1rem; }
            .pair { display: flex; flex-wrap: wrap; gap: 1rem; margin-bottom: 1rem; }
            figure { margin: 0; }
            .pair figure { max-width: 16rem; }
            img { display: block; border-radius: 4px; }
            figcaption { font-size: .85rem; }
            .big { font-size: 2rem; font-weight: 600; margin: 0; }
            </style>
            """;

    private static final String FIGURE_END = "</figcaption></figure>\n";

    private static final String CLASSES =
            """
            <h2>Classes</h2>
            <p>Precision: the part of the photos taken for a class that belong to it.
            Recall: the part of its photos that were taken for it.</p>
            <div class="wide"><table>
            <tr><th>Class</th><th class="n">Photos</th><th class="n">Precision</th><th class="n">Recall</th></tr>
            """;

    private final TeachingReport report;
    private final Thumbnails thumbnails;
    private final Html html = new Html();

    TeachingPage(TeachingReport report, Thumbnails thumbnails) {
        this.report = report;
        this.thumbnails = thumbnails;
    }

    String text() {
        html.raw(BEGINNING).raw(HEAD);
        html.element("title", report.model().name() + ": what was taught").raw("</head>\n<body>\n");
        summary();
        confusions();
        mistakes();
        duplicates();
        classes();
        unreadable();
        warnings();
        return html.raw("</body>\n</html>\n").toString();
    }

    private void summary() {
        html.element("h1", report.model().name());
        html.raw("<p class=\"big\">").text(percent(report.accuracy())).raw("</p>\n");
        html.element(
                "p",
                "of the photos were classified rightly in cross-validation with %d folds.".formatted(report.folds())
                        + " On other photos of the same kind expect %s to %s (95 %% interval)."
                                .formatted(
                                        percent(report.accuracyInterval().low()),
                                        percent(report.accuracyInterval().high())));
        html.element(
                "p",
                "Taught from %,d photos in %,d classes, on the features of %s %s, seed %d. Version %s."
                        .formatted(
                                report.photos(),
                                report.classes().size(),
                                report.base().name(),
                                report.base().version(),
                                report.seed(),
                                report.model().version()));
        report.model()
                .unsureBelow()
                .ifPresent(score -> html.element(
                        "p",
                        score < 1
                                ? String.format(Locale.ROOT, "Below a score of %.3f the model is not sure.", score)
                                : "The model is never sure: even its surest answers were wrong too often."));
    }

    private void confusions() {
        if (report.classes().size() <= MAX_SQUARE) {
            html.raw("<h2>Confusion</h2>\n<p>A row for each class, a column for what its photos were taken for.</p>\n");
            square();
        } else if (!report.confusions().isEmpty()) {
            html.raw("<h2>Most confused</h2>\n<div class=\"wide\"><table>\n<tr><th>Class</th><th>Taken for</th>")
                    .raw("<th class=\"n\">Photos</th></tr>\n");
            for (Confusion confusion : first(report.confusions())) {
                html.raw("<tr>")
                        .raw("<td>")
                        .name(confusion.className())
                        .raw("</td><td>")
                        .name(confusion.takenFor())
                        .raw("</td>");
                number(confusion.photos()).raw("</tr>\n");
            }
            html.raw("</table></div>\n");
            more(report.confusions());
        }
    }

    private void square() {
        Map<List<String>, Integer> counts = new HashMap<>();
        Map<String, Integer> wrong = new HashMap<>();
        for (Confusion confusion : report.confusions()) {
            counts.put(List.of(confusion.className(), confusion.takenFor()), confusion.photos());
            wrong.merge(confusion.className(), confusion.photos(), Integer::sum);
        }
        html.raw("<div class=\"wide\"><table>\n<tr><th></th>");
        report.classes()
                .forEach(column ->
                        html.raw("<th class=\"n\">").name(column.name()).raw("</th>"));
        html.raw("</tr>\n");
        for (ClassReport row : report.classes()) {
            html.raw("<tr><th>").name(row.name()).raw("</th>");
            for (ClassReport column : report.classes()) {
                boolean isRight = row.equals(column);
                int count = isRight
                        ? row.photos() - wrong.getOrDefault(row.name(), 0)
                        : counts.getOrDefault(List.of(row.name(), column.name()), 0);
                String tone = isRight ? " right" : " wrong";
                html.raw("<td class=\"n%s\">%,d</td>".formatted(count == 0 ? "" : tone, count));
            }
            html.raw("</tr>\n");
        }
        html.raw("</table></div>\n");
    }

    private void mistakes() {
        if (report.mistakes().isEmpty()) {
            return;
        }
        html.raw("<h2>Classified wrongly</h2>\n<p>The surest mistakes first: such a photo may be in the wrong")
                .raw(" directory.</p>\n<div class=\"photos\">\n");
        for (Mistake mistake : first(report.mistakes())) {
            figure(mistake.photo());
            html.raw(", taken for ")
                    .name(mistake.takenFor())
                    .text(" (%s)".formatted(percent(mistake.score())))
                    .raw(FIGURE_END);
        }
        html.raw("</div>\n");
        more(report.mistakes());
    }

    private void duplicates() {
        if (report.duplicates().isEmpty()) {
            return;
        }
        html.raw("<h2>The same photo in two classes</h2>\n<p>One of each two is likely in the wrong directory.</p>\n");
        for (Duplicate duplicate : first(report.duplicates())) {
            html.raw("<div class=\"pair\">\n");
            figure(duplicate.first());
            html.raw(FIGURE_END);
            String similarity = duplicate.sameBytes()
                    ? "the same file"
                    : String.format(Locale.ROOT, "similarity %.3f", duplicate.similarity());
            figure(duplicate.second());
            html.text(", " + similarity).raw(FIGURE_END);
            html.raw("</div>\n");
        }
        more(report.duplicates());
    }

    /** A photo with its name and its class. The caption can be continued. */
    private void figure(TaughtPhoto photo) {
        html.raw("<figure>");
        photo.file().flatMap(thumbnails::dataUrl).ifPresent(url -> html.raw(
                        "<img width=\"" + Thumbnails.SIDE + "\" height=\"" + Thumbnails.SIDE + "\" alt=\"\" src=\"")
                .raw(url)
                .raw("\">"));
        html.raw("<figcaption>").name(photo.name()).raw("<br>").name(photo.className());
    }

    private void classes() {
        html.raw(CLASSES);
        for (ClassReport row : report.classes()) {
            html.raw("<tr><td>").name(row.name()).raw("</td>");
            number(row.photos());
            part(row.precision());
            part(row.recall()).raw("</tr>\n");
        }
        html.raw("</table></div>\n");
    }

    private void unreadable() {
        if (report.unreadable().isEmpty()) {
            return;
        }
        html.raw("<h2>Could not be read</h2>\n<ul>\n");
        for (Unreadable photo : first(report.unreadable())) {
            html.raw("<li>").name(photo.name()).text(": " + photo.reason()).raw("</li>\n");
        }
        html.raw("</ul>\n");
        more(report.unreadable());
    }

    private void warnings() {
        if (report.warnings().isEmpty()) {
            return;
        }
        html.raw("<h2>Notes</h2>\n<ul>\n");
        report.warnings().forEach(warning -> html.element("li", warning).raw("\n"));
        html.raw("</ul>\n");
    }

    private static <T> List<T> first(List<T> list) {
        return list.subList(0, Math.min(list.size(), MAX_LISTED));
    }

    private void more(List<?> list) {
        if (list.size() > MAX_LISTED) {
            html.element("p", "and %,d more".formatted(list.size() - MAX_LISTED));
        }
    }

    private Html number(int value) {
        return html.raw("<td class=\"n\">%,d</td>".formatted(value));
    }

    private Html part(OptionalDouble value) {
        return html.raw("<td class=\"n\">")
                .text(value.isPresent() ? percent(value.getAsDouble()) : "–")
                .raw("</td>");
    }

    private static String percent(double part) {
        return Percent.text(part, 1);
    }
}
