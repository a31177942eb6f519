package io.otklik.edge;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every message of a class, be it a constant or what a static method makes of samples, is Russian in Russian and English in
 * English. The words of {@link Text#fixed} are the same in both.
 */
final class SpeakBothLanguages extends ArchCondition<JavaClass> {

    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    SpeakBothLanguages() {
        super("speak both languages");
    }

    @Override
    public void check(JavaClass owner, ConditionEvents events) {
        for (JavaField field : owner.getFields()) {
            if (isStatic(field.getModifiers()) && field.getRawType().isEquivalentTo(Text.class)) {
                judge(owner, field.getFullName(), constant(field.reflect()), events);
            }
        }
        for (JavaMethod method : owner.getMethods()) {
            if (isStatic(method.getModifiers()) && method.getRawReturnType().isEquivalentTo(Text.class)) {
                samples(method.reflect()).forEach(text -> judge(owner, method.getFullName(), text, events));
            }
        }
    }

    private static boolean isStatic(Iterable<JavaModifier> modifiers) {
        for (JavaModifier modifier : modifiers) {
            if (modifier == JavaModifier.STATIC) {
                return true;
            }
        }
        return false;
    }

    private static void judge(JavaClass owner, String where, Text text, ConditionEvents events) {
        boolean fixed = text.ru().equals(text.en());
        boolean good = !text.en().isBlank()
                && !CYRILLIC.matcher(text.en()).find()
                && (fixed || CYRILLIC.matcher(text.ru()).find());
        events.add(new SimpleConditionEvent(owner, good, where + " says " + text));
    }

    private static Text constant(Field field) {
        try {
            field.setAccessible(true);
            return (Text) field.get(null);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** One for each constant of an enum, else one with a number or a name. */
    private static List<Text> samples(Method method) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length == 1 && types[0].isEnum()) {
            return Arrays.stream(types[0].getEnumConstants())
                    .map(constant -> made(method, constant))
                    .toList();
        }
        return List.of(made(
                method, Arrays.stream(types).map(SpeakBothLanguages::sample).toArray()));
    }

    private static Object sample(Class<?> type) {
        if (type == String.class) {
            return "name";
        }
        if (type == int.class) {
            return 7;
        }
        if (type == long.class) {
            return 7L;
        }
        throw new IllegalStateException("No sample of " + type);
    }

    private static Text made(Method method, Object... arguments) {
        try {
            method.setAccessible(true);
            return (Text) method.invoke(null, arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(method.toString(), failed);
        }
    }
}
