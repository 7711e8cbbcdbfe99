package org.hawiya.card.terminal.measure;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Refuses in class files what a Java Card classic converter, or a card without 32-bit integers,
 * would refuse: types, instructions, missing casts, calls outside the 3.0.5 API, memory taken after
 * installation. The simulator runs all of it without a word.
 */
public final class AppletLint {
    /**
     * Classes of java.lang that a card has; of their methods only constructors without a message,
     * and equals.
     */
    private static final Set<String> LANG =
            Set.of(
                    "Object",
                    "Throwable",
                    "Exception",
                    "RuntimeException",
                    "ArithmeticException",
                    "ArrayIndexOutOfBoundsException",
                    "ArrayStoreException",
                    "ClassCastException",
                    "IndexOutOfBoundsException",
                    "NegativeArraySizeException",
                    "NullPointerException",
                    "SecurityException");

    /** Packages of the API; the optional ones that need 32-bit integers are not among them. */
    private static final Set<String> PACKAGES =
            Set.of(
                    "javacard/framework",
                    "javacard/framework/service",
                    "javacard/security",
                    "javacardx/apdu",
                    "javacardx/apdu/util",
                    "javacardx/biometry",
                    "javacardx/biometry1toN",
                    "javacardx/crypto",
                    "javacardx/external",
                    "javacardx/framework/math",
                    "javacardx/framework/tlv",
                    "javacardx/framework/util",
                    "javacardx/security");

    /** Calls that take memory besides {@code new}. */
    private static final Set<String> MAKERS =
            Set.of(
                    "makeTransientByteArray",
                    "makeTransientShortArray",
                    "makeTransientBooleanArray",
                    "makeTransientObjectArray",
                    "makeGlobalArray",
                    "getInstance",
                    "buildKey",
                    "buildBioTemplate",
                    "buildOwnerPIN",
                    "newInstance");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, ClassNode> types = new HashMap<>();

    /** Something a card would not take. */
    public record Finding(String file, int line, String what) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + what;
        }
    }

    private AppletLint() {}

    /** Checks every class file of a folder or jar as one applet; an empty list: none is refused. */
    public static List<Finding> check(Path classes) throws IOException {
        if (Files.isDirectory(classes)) {
            return checkFolder(classes);
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return checkFolder(jar.getPath("/"));
        }
    }

    private static List<Finding> checkFolder(Path folder) throws IOException {
        List<byte[]> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
            for (Path file : found) {
                read.add(Files.readAllBytes(file));
            }
        }
        return check(read);
    }

    /** Checks class files as one applet. */
    public static List<Finding> check(List<byte[]> classFiles) {
        AppletLint lint = new AppletLint();
        for (byte[] file : classFiles) {
            ClassNode type = new ClassNode();
            new ClassReader(file).accept(type, ClassReader.SKIP_FRAMES);
            if (!type.name.endsWith("package-info")) {
                lint.types.put(type.name, type);
            }
        }
        Set<String> installing = lint.installing();
        lint.types.values().forEach(type -> lint.checkType(type, installing));
        return List.copyOf(lint.findings);
    }

    private void refuse(ClassNode type, int line, String what) {
        Finding finding =
                new Finding(type.sourceFile == null ? type.name : type.sourceFile, line, what);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private void checkType(ClassNode type, Set<String> installing) {
        checkName(type, 0, type.superName);
        type.interfaces.forEach(name -> checkName(type, 0, name));
        for (FieldNode field : type.fields) {
            checkDescriptor(type, 0, field.desc, "field " + field.name);
        }
        for (MethodNode method : type.methods) {
            checkMethod(type, method, installing);
        }
    }

    private void checkMethod(ClassNode type, MethodNode method, Set<String> installing) {
        int line = 0;
        boolean installs = installing.contains(key(type.name, method.name, method.desc));
        for (AbstractInsnNode at : method.instructions.toArray()) {
            if (at instanceof LineNumberNode number) {
                line = number.line;
            } else if (at.getOpcode() >= 0) {
                checkInstruction(type, at, line, installs);
            }
        }
        int start = firstLine(method);
        checkDescriptor(type, start, method.desc, "method " + method.name);
        if (method.localVariables != null) {
            for (LocalVariableNode local : method.localVariables) {
                checkDescriptor(
                        type, start, local.desc, "variable " + local.name + " of " + method.name);
            }
        }
        checkCasts(type, method);
    }

    private void checkCasts(ClassNode type, MethodNode method) {
        Narrowing narrowing = new Narrowing();
        try {
            new Analyzer<>(narrowing).analyze(type.name, method);
        } catch (AnalyzerException e) {
            refuse(
                    type,
                    firstLine(method),
                    "method " + method.name + " cannot be followed: " + e.getMessage());
        }
        for (AbstractInsnNode at : narrowing.wideUses()) {
            refuse(type, line(at), "an arithmetic result is used without a cast to short or byte");
        }
    }

    private void checkInstruction(ClassNode type, AbstractInsnNode at, int line, boolean installs) {
        int opcode = at.getOpcode();
        if (forbidden(opcode)) {
            refuse(
                    type,
                    line,
                    "a card has no instruction for this type or operation (opcode " + opcode + ")");
        }
        switch (at) {
            case LdcInsnNode constant -> {
                boolean fits = constant.cst instanceof Integer value && value == value.shortValue();
                if (!fits) {
                    refuse(type, line, "constant " + constant.cst + " does not fit a short");
                }
            }
            case IntInsnNode array when opcode == Opcodes.NEWARRAY -> {
                boolean known =
                        array.operand == Opcodes.T_BYTE
                                || array.operand == Opcodes.T_SHORT
                                || array.operand == Opcodes.T_BOOLEAN;
                if (!known) {
                    refuse(type, line, "an array of this type does not exist on a card");
                }
                refuseLate(type, line, installs);
            }
            case TypeInsnNode made when opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY -> {
                if (opcode == Opcodes.ANEWARRAY && made.desc.startsWith("[")) {
                    refuse(type, line, "arrays have one dimension on a card");
                }
                checkName(type, line, made.desc);
                refuseLate(type, line, installs);
            }
            case TypeInsnNode tested ->
                    checkDescriptor(
                            type, line, Type.getObjectType(tested.desc).getDescriptor(), "type");
            case MultiANewArrayInsnNode array ->
                    refuse(type, line, "arrays have one dimension on a card: " + array.desc);
            case InvokeDynamicInsnNode call ->
                    refuse(type, line, "no lambdas, no method references: " + call.name);
            case MethodInsnNode call -> checkCall(type, line, call, installs);
            case FieldInsnNode field -> {
                checkName(type, line, field.owner);
                checkDescriptor(type, line, field.desc, "field " + field.name);
            }
            default -> {}
        }
    }

    private void checkCall(ClassNode type, int line, MethodInsnNode call, boolean installs) {
        checkName(type, line, call.owner);
        checkDescriptor(type, line, call.desc, "call of " + call.name);
        boolean ours = types.containsKey(call.owner);
        if (call.owner.startsWith("java/lang/")) {
            boolean made = call.name.equals("<init>") && call.desc.equals("()V");
            boolean compared =
                    call.name.equals("equals") && call.desc.equals("(Ljava/lang/Object;)Z");
            if (!made && !compared) {
                refuse(
                        type,
                        line,
                        "a card's "
                                + call.owner.substring(10)
                                + " has no "
                                + call.name
                                + call.desc);
            }
        }
        if (!ours && MAKERS.contains(call.name)) {
            refuseLate(type, line, installs);
        }
    }

    private void refuseLate(ClassNode type, int line, boolean installs) {
        if (!installs) {
            refuse(type, line, "memory is taken here after installation");
        }
    }

    private static boolean forbidden(int opcode) {
        boolean constant = opcode >= Opcodes.LCONST_0 && opcode <= Opcodes.DCONST_1;
        boolean loadOrStore =
                (opcode >= Opcodes.LLOAD && opcode <= Opcodes.DLOAD)
                        || (opcode >= Opcodes.LSTORE && opcode <= Opcodes.DSTORE);
        boolean conversion =
                opcode >= Opcodes.I2L
                        && opcode <= Opcodes.I2S
                        && opcode != Opcodes.I2B
                        && opcode != Opcodes.I2S;
        return switch (opcode) {
            case Opcodes.IALOAD,
                    Opcodes.LALOAD,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.CALOAD,
                    Opcodes.IASTORE,
                    Opcodes.LASTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.CASTORE,
                    Opcodes.LADD,
                    Opcodes.FADD,
                    Opcodes.DADD,
                    Opcodes.LSUB,
                    Opcodes.FSUB,
                    Opcodes.DSUB,
                    Opcodes.LMUL,
                    Opcodes.FMUL,
                    Opcodes.DMUL,
                    Opcodes.LDIV,
                    Opcodes.FDIV,
                    Opcodes.DDIV,
                    Opcodes.LREM,
                    Opcodes.FREM,
                    Opcodes.DREM,
                    Opcodes.LNEG,
                    Opcodes.FNEG,
                    Opcodes.DNEG,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR,
                    Opcodes.LCMP,
                    Opcodes.FCMPL,
                    Opcodes.FCMPG,
                    Opcodes.DCMPL,
                    Opcodes.DCMPG,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.IUSHR,
                    Opcodes.JSR,
                    Opcodes.RET,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT ->
                    true;
            default -> constant || loadOrStore || conversion;
        };
    }

    private void checkDescriptor(ClassNode type, int line, String descriptor, String what) {
        Type parsed = Type.getType(descriptor);
        List<Type> parts = new ArrayList<>();
        if (parsed.getSort() == Type.METHOD) {
            parts.addAll(List.of(parsed.getArgumentTypes()));
            parts.add(parsed.getReturnType());
        } else {
            parts.add(parsed);
        }
        for (Type part : parts) {
            Type element = part;
            if (part.getSort() == Type.ARRAY) {
                element = part.getElementType();
                if (part.getDimensions() > 1) {
                    refuse(type, line, what + ": arrays have one dimension on a card");
                }
            }
            switch (element.getSort()) {
                case Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE, Type.CHAR ->
                        refuse(type, line, what + ": a card has no " + element.getClassName());
                case Type.OBJECT -> checkName(type, line, element.getInternalName());
                default -> {}
            }
        }
    }

    private void checkName(ClassNode type, int line, String name) {
        if (name.startsWith("[") || types.containsKey(name)) {
            return;
        }
        int slash = name.lastIndexOf('/');
        String inPackage = slash < 0 ? "" : name.substring(0, slash);
        boolean lang = inPackage.equals("java/lang") && LANG.contains(name.substring(slash + 1));
        if (!lang && !PACKAGES.contains(inPackage) && !name.equals("java/io/IOException")) {
            refuse(
                    type,
                    line,
                    name.replace('/', '.') + " is not in the Java Card 3.0.5 classic API");
        }
    }

    /**
     * Methods that run only while the applet is installed: install, constructors, initialisers, and
     * what is called from nowhere else. The largest such set, found by taking away.
     */
    private Set<String> installing() {
        Map<String, Set<String>> callers = new HashMap<>();
        for (ClassNode type : types.values()) {
            for (MethodNode method : type.methods) {
                for (AbstractInsnNode at : method.instructions.toArray()) {
                    if (at instanceof MethodInsnNode call && types.containsKey(call.owner)) {
                        callers.computeIfAbsent(
                                        key(call.owner, call.name, call.desc),
                                        missing -> new HashSet<>())
                                .add(key(type.name, method.name, method.desc));
                    }
                }
            }
        }
        Set<String> entries = new HashSet<>();
        Set<String> installing = new HashSet<>(callers.keySet());
        for (ClassNode type : types.values()) {
            for (MethodNode method : type.methods) {
                String key = key(type.name, method.name, method.desc);
                // A constructor that nobody calls is judged as if the installation did.
                boolean uncalled = method.name.equals("<init>") && !callers.containsKey(key);
                if (uncalled || method.name.equals("<clinit>") || method.name.equals("install")) {
                    entries.add(key);
                }
            }
        }
        installing.addAll(entries);
        while (installing.removeIf(
                method ->
                        !entries.contains(method)
                                && !installing.containsAll(
                                        callers.getOrDefault(method, Set.of())))) {
            // until nothing more falls
        }
        return installing;
    }

    private static String key(String owner, String name, String descriptor) {
        return owner + "." + name + descriptor;
    }

    private static int firstLine(MethodNode method) {
        for (AbstractInsnNode at : method.instructions.toArray()) {
            if (at instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    private static int line(AbstractInsnNode at) {
        for (AbstractInsnNode before = at; before != null; before = before.getPrevious()) {
            if (before instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
