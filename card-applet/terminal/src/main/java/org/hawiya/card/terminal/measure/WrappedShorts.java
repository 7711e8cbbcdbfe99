package org.hawiya.card.terminal.measure;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Wraps every arithmetic result to 16 bits, as a card does. The simulator's integers have 32: code
 * that forgets a cast works there and fails on the card, silently. Both builds of a class must give
 * the same answers.
 */
final class WrappedShorts implements ClassRewrite {
    @Override
    public void apply(ClassNode type) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode at : method.instructions.toArray()) {
                if (wraps(at.getOpcode())) {
                    method.instructions.insert(at, new InsnNode(Opcodes.I2S));
                }
            }
        }
    }

    private static boolean wraps(int opcode) {
        return switch (opcode) {
            case Opcodes.IADD,
                    Opcodes.ISUB,
                    Opcodes.IMUL,
                    Opcodes.IDIV,
                    Opcodes.INEG,
                    Opcodes.ISHL,
                    Opcodes.IOR,
                    Opcodes.IXOR,
                    Opcodes.IAND ->
                    true;
            default -> false;
        };
    }
}
