package org.hawiya.card.terminal.measure;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes a class count the bytecodes it executes and the memory it takes. Each basic block adds its
 * length when it is entered; a block left by an exception counts whole.
 */
final class BytecodeCounting implements ClassRewrite {
    private static final String METER = Type.getInternalName(Meter.class);
    private static final String SYSTEM = "javacard/framework/JCSystem";

    @Override
    public void apply(ClassNode type) {
        for (MethodNode method : type.methods) {
            countBlocks(method);
            recordMemory(type, method);
        }
    }

    private static void countBlocks(MethodNode method) {
        Set<AbstractInsnNode> targets = targets(method);
        @Nullable AbstractInsnNode first = null;
        long length = 0;
        for (AbstractInsnNode at : method.instructions.toArray()) {
            if (targets.contains(at)) {
                insert(method, first, length);
                first = null;
                length = 0;
            }
            if (at.getOpcode() < 0) {
                continue;
            }
            first = first == null ? at : first;
            length += at.getOpcode() == Opcodes.I2S || at.getOpcode() == Opcodes.I2B ? 0 : 1;
            if (endsBlock(at)) {
                insert(method, first, length);
                first = null;
                length = 0;
            }
        }
        insert(method, first, length);
    }

    private static void insert(MethodNode method, @Nullable AbstractInsnNode first, long length) {
        if (first == null || length == 0) {
            return;
        }
        InsnList count = new InsnList();
        count.add(new FieldInsnNode(Opcodes.GETSTATIC, METER, "bytecodes", "J"));
        count.add(new LdcInsnNode(length));
        count.add(new InsnNode(Opcodes.LADD));
        count.add(new FieldInsnNode(Opcodes.PUTSTATIC, METER, "bytecodes", "J"));
        method.instructions.insertBefore(first, count);
    }

    private static boolean endsBlock(AbstractInsnNode at) {
        return at instanceof JumpInsnNode
                || at instanceof TableSwitchInsnNode
                || at instanceof LookupSwitchInsnNode
                || at.getOpcode() == Opcodes.ATHROW
                || (at.getOpcode() >= Opcodes.IRETURN && at.getOpcode() <= Opcodes.RETURN);
    }

    private static Set<AbstractInsnNode> targets(MethodNode method) {
        Set<AbstractInsnNode> targets = new HashSet<>();
        for (AbstractInsnNode at : method.instructions.toArray()) {
            switch (at) {
                case JumpInsnNode jump -> targets.add(jump.label);
                case TableSwitchInsnNode choice -> {
                    targets.addAll(choice.labels);
                    targets.add(choice.dflt);
                }
                case LookupSwitchInsnNode choice -> {
                    targets.addAll(choice.labels);
                    targets.add(choice.dflt);
                }
                default -> {}
            }
        }
        method.tryCatchBlocks.forEach(handler -> targets.add(handler.handler));
        return targets;
    }

    private static void recordMemory(ClassNode type, MethodNode method) {
        for (AbstractInsnNode at : method.instructions.toArray()) {
            InsnList record = new InsnList();
            switch (at) {
                case IntInsnNode array when array.getOpcode() == Opcodes.NEWARRAY ->
                        array(
                                record,
                                array.operand == Opcodes.T_SHORT
                                        ? 2
                                        : array.operand == Opcodes.T_INT ? 4 : 1);
                case TypeInsnNode array when array.getOpcode() == Opcodes.ANEWARRAY ->
                        array(record, Meter.REFERENCE_BYTES);
                case TypeInsnNode object when object.getOpcode() == Opcodes.NEW ->
                        record.add(
                                new MethodInsnNode(Opcodes.INVOKESTATIC, METER, "object", "()V"));
                case MethodInsnNode call
                        when call.owner.equals(SYSTEM) && call.name.startsWith("makeTransient") ->
                        call.owner = METER;
                default -> {}
            }
            method.instructions.insertBefore(at, record);
        }
        if (method.name.equals("<init>")) {
            InsnList record = new InsnList();
            record.add(new LdcInsnNode(fieldBytes(type)));
            record.add(new MethodInsnNode(Opcodes.INVOKESTATIC, METER, "fields", "(I)V"));
            method.instructions.insert(record);
        }
    }

    private static void array(InsnList record, int elementBytes) {
        record.add(new InsnNode(Opcodes.DUP));
        record.add(new LdcInsnNode(elementBytes));
        record.add(new MethodInsnNode(Opcodes.INVOKESTATIC, METER, "array", "(II)V"));
    }

    private static int fieldBytes(ClassNode type) {
        int bytes = 0;
        for (FieldNode field : type.fields) {
            if ((field.access & Opcodes.ACC_STATIC) == 0) {
                bytes += field.desc.equals("B") || field.desc.equals("Z") ? 1 : 2;
            }
        }
        return bytes;
    }
}
