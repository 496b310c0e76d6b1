package org.lantern.imaging.enhance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.lantern.imaging.ImagingException;

/**
 * A kind of enhancement: its name, the numbers it takes, and how one is made of them.
 *
 * @param name lower case, as it stands in a recipe
 * @param parameters in the order in which they are written
 */
public record EnhancementKind(String name, List<Parameter> parameters, Function<Arguments, Enhancement> factory) {
    // A new enhancement needs its record and a line here.
    private static final List<EnhancementKind> ALL = List.of(Equalize.KIND, Clahe.KIND, Gamma.KIND, Unsharp.KIND,
            Gaussian.KIND, Median.KIND, Bilateral.KIND, Denoise.KIND, Sobel.KIND, Canny.KIND);

    /** Every kind, in the order in which a menu shows them. */
    public static List<EnhancementKind> all() {
        return ALL;
    }

    /** @throws ImagingException.InvalidRecipe naming the known kinds, if there is none of this name */
    public static EnhancementKind named(String name) throws ImagingException.InvalidRecipe {
        for (EnhancementKind kind : ALL) {
            if (kind.name.equals(name)) {
                return kind;
            }
        }
        throw new ImagingException.InvalidRecipe(name, "",
                ALL.stream().map(EnhancementKind::name).collect(Collectors.joining(", ")));
    }

    /**
     * Makes an enhancement; parameters that are not given have their usual value.
     *
     * @throws ImagingException.InvalidRecipe naming the key and what is allowed
     */
    public Enhancement with(Map<String, Double> given) throws ImagingException.InvalidRecipe {
        for (String key : given.keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.key().equals(key))) {
                throw new ImagingException.InvalidRecipe(name, key, keys());
            }
        }
        Map<String, Double> values = new TreeMap<>();
        for (Parameter parameter : parameters) {
            Double value = given.get(parameter.key());
            if (value != null && !parameter.allows(value)) {
                throw new ImagingException.InvalidRecipe(name, parameter.key(), parameter.range());
            }
            if (value != null) {
                values.put(parameter.key(), value);
            } else {
                parameter.usual().ifPresent(usual -> values.put(parameter.key(), usual));
            }
        }
        Arguments arguments = new Arguments(values);
        arguments.checkOrder(name);
        return factory.apply(arguments);
    }

    /** An enhancement with the usual values. */
    public Enhancement usual() {
        try {
            return with(Map.of());
        } catch (ImagingException.InvalidRecipe impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String keys() {
        return parameters.isEmpty() ? "no parameters"
                : parameters.stream().map(Parameter::key).collect(Collectors.joining(", "));
    }

    /** A kind that works without bounds. */
    static EnhancementKind of(String name, Function<Arguments, Enhancement> factory, Parameter... parameters) {
        return new EnhancementKind(name, List.of(parameters), factory);
    }

    /** A kind that takes bounds beside its own parameters. */
    static EnhancementKind bounded(String name, Function<Arguments, Enhancement> factory, Parameter... own) {
        List<Parameter> parameters = new ArrayList<>(List.of(own));
        parameters.add(Parameter.value(Arguments.MIN, -1e12, 1e12));
        parameters.add(Parameter.value(Arguments.MAX, -1e12, 1e12));
        return new EnhancementKind(name, List.copyOf(parameters), factory);
    }
}
