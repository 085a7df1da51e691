package dev.spotter.benchmarks;

import ai.djl.Application;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.CenterCrop;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * DJL as its documentation shows it, with its defaults but for one thread: what Spotter is set against. Not
 * thread-safe.
 */
final class StockDjl<I, O> implements AutoCloseable {
    private final ZooModel<I, O> model;
    private final Predictor<I, O> predictor;

    private StockDjl(ZooModel<I, O> model) {
        this.model = model;
        this.predictor = model.newPredictor();
    }

    /** From a decoded image to its labels. */
    static StockDjl<Image, Classifications> classifier(Path directory) throws IOException {
        ModelDirectory description = ModelDirectory.read(directory);
        int crop = description.input().cropPixels();
        ImageClassificationTranslator translator = ImageClassificationTranslator.builder()
                .addTransform(new Resize(description.input().resizePixels()))
                .addTransform(new CenterCrop(crop, crop))
                .addTransform(new ToTensor())
                .addTransform(new Normalize(
                        array(description.input().mean()),
                        array(description.input().standardDeviation())))
                .optSynset(description.labels())
                .optApplySoftmax(true)
                .build();
        return new StockDjl<>(load(directory, Image.class, Classifications.class, translator));
    }

    /** The network alone. */
    static StockDjl<NDList, NDList> network(Path directory) throws IOException {
        return new StockDjl<>(load(directory, NDList.class, NDList.class, new NoopTranslator()));
    }

    O predict(I input) throws TranslateException {
        return predictor.predict(input);
    }

    ZooModel<I, O> model() {
        return model;
    }

    static Image decode(byte[] jpeg) throws IOException {
        return ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(jpeg));
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }

    private static <I, O> ZooModel<I, O> load(
            Path directory, Class<I> input, Class<O> output, Translator<I, O> translator) throws IOException {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty(
                "ENGINE_CACHE_DIR", SpotterHome.from(System.getenv()).engine().toString());
        try {
            return Criteria.builder()
                    .optApplication(Application.UNDEFINED)
                    .setTypes(input, output)
                    .optEngine("PyTorch")
                    .optModelPath(directory)
                    .optModelName(ModelDirectory.read(directory).identity().name())
                    .optTranslator(translator)
                    .build()
                    .loadModel();
        } catch (ModelNotFoundException | MalformedModelException e) {
            throw new IOException(e);
        }
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
