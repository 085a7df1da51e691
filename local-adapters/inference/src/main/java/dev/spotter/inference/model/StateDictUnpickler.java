package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BufferInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads pickles of state dicts and checkpoints. It constructs nothing but numbers, texts, bytes, lists, dicts,
 * descriptions of tensors and, for every other object, an {@link InertObject}. The library's registry of classes, which
 * is one for the whole JVM, is never asked: this class handles each operation that names or makes an object, and
 * refuses an operation that is not on its list. No length in the file allocates more than the file has. Not
 * thread-safe.
 */
final class StateDictUnpickler extends Unpickler {
    private static final Set<Short> HARMLESS = Set.of(
            Opcodes.PROTO,
            Opcodes.FRAME,
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.BINFLOAT,
            Opcodes.SHORT_BINSTRING,
            Opcodes.SHORT_BINUNICODE,
            Opcodes.SHORT_BINBYTES,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.MEMOIZE,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPERSID);

    private static final InertObject SET = new InertObject("builtins.set");

    private final String source;
    private final ByteBuffer file;
    private final Map<String, StoredTensor.Storage> storages = new HashMap<>();

    /** @param file read from its position on; each {@link #next} leaves it behind a pickle */
    StateDictUnpickler(String source, ByteBuffer file) {
        this.source = source;
        this.file = file.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The next pickle's value.
     *
     * @throws ModelException if it is damaged, or has an operation that is refused
     */
    @Nullable Object next() {
        try {
            return load(new BufferInput(file));
        } catch (ModelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library trusts its input: damage shows as whatever exception it runs into.
            throw new ModelException("%s is damaged: it cannot be unpickled".formatted(source), e);
        }
    }

    /** What the pickles spoke of so far, by key. */
    Map<String, StoredTensor.Storage> storages() {
        return storages;
    }

    @Override
    protected Object dispatch(short operation) throws IOException {
        switch (operation) {
            case Opcodes.GLOBAL -> stack.add(global(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(global((String) stack.pop(), name));
            }
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> put(pair());
            case Opcodes.SETITEMS -> put(stack.pop_all_since_marker());
            case Opcodes.APPEND -> append(Collections.singletonList(stack.pop()));
            case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> stack.add(made(stack.pop()));
            case Opcodes.NEWOBJ_EX -> {
                stack.pop();
                stack.add(made(stack.pop()));
            }
            case Opcodes.BUILD -> dropAttributes();
            case Opcodes.EMPTY_SET -> stack.add(SET);
            case Opcodes.ADDITEMS -> stack.pop_all_since_marker();
            case Opcodes.FROZENSET -> {
                stack.pop_all_since_marker();
                stack.add(SET);
            }
            case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES -> {
                int length = file.getInt(file.position());
                if (length < 0 || length > file.remaining()) {
                    throw new IOException("a text of %d bytes".formatted(length));
                }
                return super.dispatch(operation);
            }
            default -> {
                if (!HARMLESS.contains(operation)) {
                    throw refused("the pickle operation 0x%02x".formatted(operation));
                }
                return super.dispatch(operation);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** A state dict's modules leave their versions as attributes. */
    private void dropAttributes() {
        stack.pop();
        if (!(stack.peek() instanceof LinkedHashMap || stack.peek() instanceof InertObject)) {
            throw refused("attributes of what is no dict");
        }
    }

    /** What a constructor or a function on the stack gives for these arguments. */
    private Object made(Object arguments) {
        Object constructor = stack.pop();
        return constructor instanceof InertObject
                ? constructor
                : ((IObjectConstructor) constructor).construct((Object[]) arguments);
    }

    private void append(List<?> items) {
        if (stack.peek() instanceof InertObject) {
            return;
        }
        @SuppressWarnings("unchecked")
        List<Object> list = (ArrayList<Object>) stack.peek();
        list.addAll(items);
    }

    private List<?> pair() {
        Object value = stack.pop();
        return Arrays.asList(stack.pop(), value);
    }

    /**
     * Puts entries into a dict whose keys are texts. An optimizer's state has numbers as keys, and training arguments
     * may have others: those entries are of no use.
     *
     * @param items each key before its value
     */
    private void put(List<?> items) {
        if (stack.peek() instanceof InertObject) {
            return;
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> dict = (LinkedHashMap<Object, Object>) stack.peek();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            Object key = items.get(i);
            if (key instanceof Map || key instanceof List) {
                throw refused("a dict with a dict or a list as a key");
            }
            if (key instanceof String) {
                dict.put(key, items.get(i + 1));
            }
        }
    }

    private Object global(String module, String name) {
        String global = module + "." + name;
        return switch (global) {
            case "collections.OrderedDict" -> (IObjectConstructor) StateDictUnpickler::dict;
            case "torch._utils._rebuild_tensor_v2" -> (IObjectConstructor) StateDictUnpickler::tensor;
            case "torch._utils._rebuild_parameter" -> (IObjectConstructor) StateDictUnpickler::parameter;
            default -> ElementType.ofStorage(global).map(Object.class::cast).orElseGet(() -> new InertObject(global));
        };
    }

    private static Object dict(Object[] arguments) {
        if (arguments.length != 0) {
            throw new IllegalArgumentException("a dict made of something");
        }
        return new LinkedHashMap<>();
    }

    private static Object parameter(Object[] arguments) {
        return arguments[0] instanceof InertObject inert ? inert : (StoredTensor) arguments[0];
    }

    private static Object tensor(Object[] arguments) {
        if (arguments[0] instanceof InertObject storage) {
            return storage;
        }
        return new StoredTensor(
                (StoredTensor.Storage) arguments[0],
                integer(arguments[1]),
                integers((Object[]) arguments[2]),
                integers((Object[]) arguments[3]));
    }

    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        if (!(parts[0] instanceof String kind) || !kind.equals("storage")) {
            throw refused(parts[0] instanceof String kind ? "a " + kind : "an object of no kind");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw refused("a part of a storage");
        }
        if (parts[1] instanceof InertObject type) {
            return type;
        }
        StoredTensor.Storage storage =
                new StoredTensor.Storage((ElementType) parts[1], (String) parts[2], integer(parts[4]));
        StoredTensor.Storage known = storages.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new IllegalArgumentException("two storages have the same key");
        }
        return storage;
    }

    private static List<Long> integers(Object[] numbers) {
        return Stream.of(numbers).map(StateDictUnpickler::integer).toList();
    }

    private static long integer(Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        throw new IllegalArgumentException("no integer");
    }

    private ModelException refused(String what) {
        return refused(source, what);
    }

    /** @param what the file asks for */
    static ModelException refused(String source, String what) {
        return new ModelException(
                "%s is no state dict: it asks for %s, which is refused and was not run; save the result of state_dict()"
                        .formatted(source, StateDict.printable(what)));
    }
}
