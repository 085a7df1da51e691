package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.teaching.Lesson.Entry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A lesson")
class LessonTest {
    static final ModelIdentity BASE = new ModelIdentity("base", "1");
    private static final List<String> CLASSES = List.of("ripe", "unripe 🍏");
    private static final Entry A = new Entry("a".repeat(64), 0, "photos/ripe/1.jpg");
    private static final Entry B = new Entry("b".repeat(64), 1, "photos/unripe/1.jpg");

    @Test
    @DisplayName("is read as it was written")
    void read() {
        Lesson lesson = new Lesson(BASE, "f", 7, CLASSES, List.of(A, B));
        assertThat(Lesson.read("mine", lesson.json())).isEqualTo(lesson);
    }

    @Test
    @DisplayName("has the key of its photos, whatever their names, order and engine, and of base, seed and classes")
    void key() {
        String key = new Lesson(BASE, "f", 0, CLASSES, List.of(A, B)).key();
        Entry renamed = new Entry(A.hash(), 0, "elsewhere.jpg");
        Entry moved = new Entry(A.hash(), 1, A.name());
        assertThat(new Lesson(BASE, "f", 0, CLASSES, List.of(B, renamed)).key()).isEqualTo(key);
        assertThat(new Lesson(BASE, "other", 0, CLASSES, List.of(A, B)).key()).isEqualTo(key);
        assertThat(List.of(
                        new Lesson(BASE, "f", 0, CLASSES, List.of(A)).key(),
                        new Lesson(BASE, "f", 0, CLASSES, List.of(moved, B)).key(),
                        new Lesson(BASE, "f", 1, CLASSES, List.of(A, B)).key(),
                        new Lesson(new ModelIdentity("base", "2"), "f", 0, CLASSES, List.of(A, B)).key(),
                        new Lesson(BASE, "f", 0, List.of("ripe", "green"), List.of(A, B)).key()))
                .doesNotContain(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"x\",\"x\"]", "[\"x\",null]", "[\"x\",\"\"]", "[\"x\",\"y\\u0007\"]", "[\"x\",\"y\\u202ez\"]"
            })
    @DisplayName("with classes that could not have been taught is refused in words")
    void damagedClasses(String classes) {
        damaged("{\"base\":{\"name\":\"a\",\"version\":\"b\"},\"features\":\"f\",\"classes\":" + classes
                + ",\"photos\":[]}");
    }

    @Test
    @DisplayName("with a photo without a name, or twice in a class, is refused in words")
    void damagedPhotos() {
        String json = new Lesson(BASE, "f", 7, CLASSES, List.of(A, B)).json();
        damaged(json.replace("\"" + A.name() + "\"", "null"));
        damaged(json.replace("bbbb", "aaaa").replace("\"ofClass\":1", "\"ofClass\":0"));
        damaged(json.replace("\"ofClass\":1", "\"ofClass\":-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"base\":3}",
                "{\"base\":{\"name\":\"\",\"version\":\"\"}}",
                "{\"base\":{\"name\":\"a\",\"version\":\"b\"},\"features\":\"f\",\"classes\":[],"
                        + "\"photos\":[{\"hash\":\"00\"}]}",
                "{\"base\":{\"name\":\"a\",\"version\":\"b\"},\"features\":\"f\",\"classes\":[],"
                        + "\"photos\":[{\"hash\":"
                        + "\"0000000000000000000000000000000000000000000000000000000000000000\",\"ofClass\":1}]}"
            })
    @DisplayName("that is damaged is refused in words")
    void damaged(String json) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Lesson.read("mine", json))
                .withMessage("the list of photos of mine is damaged; teach it again with all photos");
    }
}
