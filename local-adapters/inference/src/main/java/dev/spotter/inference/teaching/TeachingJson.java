package dev.spotter.inference.teaching;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A report as JSON, for programs. A number that is not known is left out. */
final class TeachingJson {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private TeachingJson() {}

    static String of(TeachingReport report) {
        JsonObject json = new JsonObject();
        json.add("model", model(report));
        json.add("base", base(report));
        json.addProperty("seed", report.seed());
        json.addProperty("photos", report.photos());
        json.add("crossValidation", crossValidation(report));
        json.add("classes", array(report.classes(), TeachingJson::classReport));
        json.add("confusions", array(report.confusions(), TeachingJson::confusion));
        json.add("mistakes", array(report.mistakes(), TeachingJson::mistake));
        json.add("duplicates", array(report.duplicates(), TeachingJson::duplicate));
        json.add("unreadable", array(report.unreadable(), TeachingJson::unreadable));
        JsonArray warnings = new JsonArray();
        report.warnings().forEach(warnings::add);
        json.add("warnings", warnings);
        return GSON.toJson(json);
    }

    private static JsonObject model(TeachingReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("name", report.model().name());
        json.addProperty("version", report.model().version());
        report.model().unsureBelow().ifPresent(score -> json.addProperty("unsureBelow", score));
        return json;
    }

    private static JsonObject base(TeachingReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("name", report.base().name());
        json.addProperty("version", report.base().version());
        return json;
    }

    private static JsonObject crossValidation(TeachingReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("folds", report.folds());
        json.addProperty("accuracy", report.accuracy());
        json.addProperty("accuracyLow", report.accuracyInterval().low());
        json.addProperty("accuracyHigh", report.accuracyInterval().high());
        return json;
    }

    private static JsonObject classReport(TeachingReport.ClassReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("name", report.name());
        json.addProperty("photos", report.photos());
        addIfKnown(json, "precision", report.precision());
        addIfKnown(json, "recall", report.recall());
        return json;
    }

    private static void addIfKnown(JsonObject json, String name, OptionalDouble value) {
        value.ifPresent(number -> json.addProperty(name, number));
    }

    private static JsonObject confusion(TeachingReport.Confusion confusion) {
        JsonObject json = new JsonObject();
        json.addProperty("class", confusion.className());
        json.addProperty("takenFor", confusion.takenFor());
        json.addProperty("photos", confusion.photos());
        return json;
    }

    private static JsonObject mistake(TeachingReport.Mistake mistake) {
        JsonObject json = photo(mistake.photo());
        json.addProperty("takenFor", mistake.takenFor());
        json.addProperty("score", mistake.score());
        return json;
    }

    private static JsonObject duplicate(TeachingReport.Duplicate duplicate) {
        JsonObject json = new JsonObject();
        json.add("first", photo(duplicate.first()));
        json.add("second", photo(duplicate.second()));
        json.addProperty("sameBytes", duplicate.sameBytes());
        json.addProperty("similarity", duplicate.similarity());
        return json;
    }

    private static JsonObject photo(TaughtPhoto photo) {
        JsonObject json = new JsonObject();
        json.addProperty("file", photo.name());
        json.addProperty("class", photo.className());
        return json;
    }

    private static JsonObject unreadable(TeachingReport.Unreadable unreadable) {
        JsonObject json = new JsonObject();
        json.addProperty("file", unreadable.name());
        json.addProperty("class", unreadable.className());
        json.addProperty("reason", unreadable.reason());
        return json;
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonElement> toJson) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(toJson.apply(value)));
        return array;
    }
}
