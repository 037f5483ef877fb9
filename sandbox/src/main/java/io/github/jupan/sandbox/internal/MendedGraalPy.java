package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.guest.PythonDates;
import io.github.jupan.sandbox.internal.guest.PythonFloats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// A jar with the few classes of GraalPy that give wrong results and that no guest code can mend, each with one place
/// changed. It goes before GraalPy's own jars on a worker's class path. What is not found where it is expected, in
/// another version say, stays as it is.
///
/// The alternatives are in `docs/adr/0017`.
final class MendedGraalPy {

    private static final ClassDesc FLOATS =
            PythonFloats.class.describeConstable().orElseThrow();
    private static final ClassDesc DATES = PythonDates.class.describeConstable().orElseThrow();
    private static final ClassDesc LOCALE = Locale.class.describeConstable().orElseThrow();
    private static final ClassDesc TIME_ZONE =
            TimeZone.class.describeConstable().orElseThrow();
    private static final ClassDesc NUMBER_FORMAT =
            NumberFormat.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc NUMBERS = MethodTypeDesc.of(NUMBER_FORMAT, LOCALE);
    private static final MethodTypeDesc NAME = MethodTypeDesc.of(ConstantDescs.CD_String, TIME_ZONE);
    private static final MethodTypeDesc EXPAND =
            MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String, ConstantDescs.CD_int.arrayType());

    /// Ours that are called otherwise than what they stand for.
    private static final Map<String, String> NAMES = Map.of("getInstance", "numbers", "getDisplayName", "name");

    private static final MethodTypeDesc TWO_DOUBLES =
            MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_double);
    private static final MethodTypeDesc DOUBLE_TO_TEXT =
            MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_double);

    private static final String OPTIONS = "com/oracle/graal/python/runtime/PythonOptions.class";
    private static final String MESSAGES = "com/oracle/graal/python/nodes/ErrorMessages.class";
    private static final String FLOAT = "com/oracle/graal/python/builtins/objects/floats/FloatBuiltins";
    private static final String FAST_FLOAT =
            "com/oracle/graal/python/lib/fastpath/PyNumberFloorDivideFastPathsBase.class";
    private static final String FORMATTING = "com/oracle/graal/python/runtime/formatting/";
    private static final String MODULES = "com/oracle/graal/python/builtins/modules/";

    /// What CPython 3.12 says instead.
    private static final Map<String, String> TEXTS = Map.of(
            "local variable '%s' referenced before assignment",
            "cannot access local variable '%s' where it is not associated with a value",
            "IndexError: string index out of range",
            "string index out of range",
            // It was given the object itself, and showed it as Java does.
            "'%s' object does not support item assignment",
            "'%p' object does not support item assignment",
            "list.index(x): x not in list",
            "list.remove(x): x not in list");

    /// Each class with what is changed in its methods; code that is not as expected comes back as it was.
    private static final Map<String, UnaryOperator<List<CodeElement>>> MENDS = Map.of(
            // A program may catch what the interpreter itself fails in, and reads no Java stack.
            OPTIONS,
            code -> option(option(code, "CatchAllExceptions", 1), "WithJavaStacktrace", 0),
            MESSAGES,
            MendedGraalPy::texts,
            // floor(left / right) is another number where the division rounds up.
            FLOAT + "$FloorDivNode.class",
            MendedGraalPy::floorDivision,
            FLOAT + "$DivModNode.class",
            MendedGraalPy::floorDivision,
            FAST_FLOAT,
            MendedGraalPy::floorDivision,
            FORMATTING + "FloatFormatter.class",
            code -> calling(code, "java/lang/Double", "toString", FLOATS, DOUBLE_TO_TEXT),
            // Digits are grouped only in a locale that does so.
            FORMATTING + "InternalFormat$Formatter.class",
            code -> calling(code, "java/text/NumberFormat", "getInstance", DATES, NUMBERS),
            MODULES + "TimeModuleBuiltins$StrfTimeNode.class",
            MendedGraalPy::moreDirectives,
            MODULES + "datetime/DateTimeBuiltins$AsTimeZoneNode.class",
            code -> calling(code, "java/util/TimeZone", "getDisplayName", DATES, NAME));

    private MendedGraalPy() {}

    /// What is mended, as resources.
    static Set<String> classes() {
        return MENDS.keySet();
    }

    /// @return the jar; empty when there is nothing to mend
    static Optional<Path> jar(@Nullable ClassLoader loader) throws IOException {
        return jar(resource -> loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource));
    }

    private static Optional<Path> jar(Function<String, @Nullable InputStream> resources) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int mended = 0;
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (String name : MENDS.keySet().stream().sorted().toList()) {
                try (InputStream in = resources.apply(name)) {
                    byte[] original = in == null ? new byte[0] : in.readAllBytes();
                    byte[] changed = mended(name, original);
                    if (changed.length > 0) {
                        store(jar, name, changed);
                        mended++;
                    }
                }
            }
        }
        return mended == 0 ? Optional.empty() : Optional.of(write(bytes.toByteArray()));
    }

    /// @return the class with its change; empty when there is nothing to change
    static byte[] mended(String name, byte[] original) {
        UnaryOperator<List<CodeElement>> mend = MENDS.get(name);
        if (mend == null || original.length == 0) {
            return new byte[0];
        }
        boolean[] changed = new boolean[1];
        ClassModel model = ClassFile.of().parse(original);
        byte[] result = ClassFile.of()
                .transformClass(
                        model,
                        ClassTransform.transformingMethods(
                                method -> method.code().isPresent(), (method, part) -> {
                                    if (part instanceof CodeModel code) {
                                        List<CodeElement> before = code.elementList();
                                        List<CodeElement> after = mend.apply(before);
                                        changed[0] |= !after.equals(before);
                                        method.withCode(builder -> after.forEach(builder::with));
                                    } else {
                                        method.with(part);
                                    }
                                }));
        return changed[0] ? result : new byte[0];
    }

    /// Another default, of an option that cannot be set in a sandbox.
    private static List<CodeElement> option(List<CodeElement> code, String field, int value) {
        List<CodeElement> changed = new ArrayList<>(code);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i) instanceof FieldInstruction put
                    && put.opcode() == Opcode.PUTSTATIC
                    && put.name().equalsString(field)) {
                int at = i;
                while (at >= 0 && !(changed.get(at) instanceof ConstantInstruction)) {
                    at--;
                }
                if (at >= 0) {
                    changed.set(at, ConstantInstruction.ofIntrinsic(value == 0 ? Opcode.ICONST_0 : Opcode.ICONST_1));
                }
            }
        }
        return changed;
    }

    private static List<CodeElement> texts(List<CodeElement> code) {
        List<CodeElement> changed = new ArrayList<>();
        for (CodeElement element : code) {
            ConstantDesc text = element instanceof ConstantInstruction constant ? constant.constantValue() : "";
            String other = TEXTS.get(text);
            changed.add(other == null ? element : Constants.text(other));
        }
        return changed;
    }

    private static List<CodeElement> floorDivision(List<CodeElement> code) {
        List<CodeElement> changed = new ArrayList<>(code);
        for (int i = 1; i < changed.size(); i++) {
            if (changed.get(i) instanceof InvokeInstruction call
                    && call.name().equalsString("floor")
                    && changed.get(i - 1) instanceof OperatorInstruction operator
                    && operator.opcode() == Opcode.DDIV) {
                changed.set(i, Constants.call(FLOATS, "floorDivide", TWO_DOUBLES));
                changed.remove(i - 1);
            }
        }
        return changed;
    }

    /// Calls one of ours, which takes what the method takes that it stands for.
    private static List<CodeElement> calling(
            List<CodeElement> code, String owner, String method, ClassDesc ours, MethodTypeDesc type) {
        List<CodeElement> changed = new ArrayList<>(code);
        changed.replaceAll(element -> element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals(owner)
                        && call.name().equalsString(method)
                        && call.typeSymbol().parameterCount()
                                == type.parameterCount() - (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1)
                ? Constants.call(ours, NAMES.getOrDefault(method, method), type)
                : element);
        return changed;
    }

    /// `format(String, int[], TimeZone, …)` begins with directives that it knows not.
    private static List<CodeElement> moreDirectives(List<CodeElement> code) {
        boolean formats = code.stream().anyMatch(element -> element instanceof TableSwitchInstruction);
        if (!formats) {
            return code;
        }
        List<CodeElement> changed = new ArrayList<>(List.of(
                LoadInstruction.of(TypeKind.REFERENCE, 0),
                LoadInstruction.of(TypeKind.REFERENCE, 1),
                Constants.call(DATES, "expand", EXPAND),
                StoreInstruction.of(TypeKind.REFERENCE, 0)));
        changed.addAll(code);
        return changed;
    }

    /// Instructions with entries in a constant pool of their own.
    private static final class Constants {

        private static final ConstantPoolBuilder POOL = ConstantPoolBuilder.of();

        static CodeElement text(String text) {
            return ConstantInstruction.ofLoad(Opcode.LDC_W, POOL.stringEntry(text));
        }

        static CodeElement call(ClassDesc owner, String method, MethodTypeDesc type) {
            return InvokeInstruction.of(Opcode.INVOKESTATIC, POOL.methodRefEntry(owner, method, type));
        }
    }

    /// Uncompressed and without a time: the same classes give the same file.
    private static void store(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }

    private static Path write(byte[] jar) throws IOException {
        Path folder = CacheFolder.create("jars");
        Path target = folder.resolve("mended-" + sha256(jar) + ".jar");
        if (!Files.exists(target)) {
            Path temporary = Files.createTempFile(folder, "mended", ".tmp");
            Files.write(temporary, jar);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
