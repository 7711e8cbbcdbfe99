package org.hawiya.card.terminal.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Follows values through a method and knows which may need more than 16 bits: an arithmetic result
 * does, until it is cast. Sums, products and bit operations may be chained, since their low 16 bits
 * do not depend on the rest; anything else that meets a wide value gives another answer on the card
 * than in the simulator.
 */
final class Narrowing extends Interpreter<Narrowing.Value> {
    private final BasicInterpreter basic = new BasicInterpreter();
    private final List<AbstractInsnNode> wideUses = new ArrayList<>();

    /** A value, and whether it may be wider than a card's. */
    record Value(BasicValue type, boolean wide) implements org.objectweb.asm.tree.analysis.Value {
        @Override
        public int getSize() {
            return type.getSize();
        }
    }

    Narrowing() {
        super(Opcodes.ASM9);
    }

    /** Instructions that meet a value whose cast is missing. */
    List<AbstractInsnNode> wideUses() {
        return wideUses;
    }

    private static @Nullable Value narrow(@Nullable BasicValue type) {
        return type == null ? null : new Value(type, false);
    }

    private static Value wide() {
        return new Value(BasicValue.INT_VALUE, true);
    }

    private void refuseWide(AbstractInsnNode at, Value... values) {
        for (Value value : values) {
            if (value.wide() && !wideUses.contains(at)) {
                wideUses.add(at);
            }
        }
    }

    @Override
    public @Nullable Value newValue(@Nullable Type type) {
        return narrow(basic.newValue(type));
    }

    @Override
    public @Nullable Value newOperation(AbstractInsnNode at)
            throws org.objectweb.asm.tree.analysis.AnalyzerException {
        boolean big =
                at instanceof LdcInsnNode constant
                        && constant.cst instanceof Integer value
                        && value != value.shortValue();
        return big ? wide() : narrow(basic.newOperation(at));
    }

    @Override
    public Value copyOperation(AbstractInsnNode at, Value value) {
        if (at.getOpcode() == Opcodes.ISTORE) {
            refuseWide(at, value);
        }
        return value;
    }

    @Override
    public @Nullable Value unaryOperation(AbstractInsnNode at, Value value)
            throws org.objectweb.asm.tree.analysis.AnalyzerException {
        return switch (at.getOpcode()) {
            case Opcodes.I2S, Opcodes.I2B -> new Value(BasicValue.INT_VALUE, false);
            case Opcodes.INEG, Opcodes.IINC -> wide();
            default -> {
                refuseWide(at, value);
                yield narrow(basic.unaryOperation(at, value.type()));
            }
        };
    }

    @Override
    public @Nullable Value binaryOperation(AbstractInsnNode at, Value left, Value right)
            throws org.objectweb.asm.tree.analysis.AnalyzerException {
        return switch (at.getOpcode()) {
            case Opcodes.IADD, Opcodes.ISUB, Opcodes.IMUL -> wide();
            case Opcodes.IAND -> new Value(BasicValue.INT_VALUE, left.wide() && right.wide());
            case Opcodes.IOR, Opcodes.IXOR ->
                    new Value(BasicValue.INT_VALUE, left.wide() || right.wide());
            // Only the low five bits of the count matter, on both machines.
            case Opcodes.ISHL -> wide();
            // -32768 / -1 alone is wider than its operands.
            case Opcodes.IDIV -> {
                refuseWide(at, left, right);
                yield wide();
            }
            default -> {
                refuseWide(at, left, right);
                yield narrow(basic.binaryOperation(at, left.type(), right.type()));
            }
        };
    }

    @Override
    public @Nullable Value ternaryOperation(
            AbstractInsnNode at, Value array, Value index, Value value) {
        refuseWide(at, index, value);
        return null;
    }

    @Override
    public @Nullable Value naryOperation(AbstractInsnNode at, List<? extends Value> values)
            throws org.objectweb.asm.tree.analysis.AnalyzerException {
        values.forEach(value -> refuseWide(at, value));
        return narrow(basic.naryOperation(at, values.stream().map(Value::type).toList()));
    }

    @Override
    public void returnOperation(AbstractInsnNode at, Value value, Value expected) {
        refuseWide(at, value);
    }

    @Override
    public Value merge(Value one, Value two) {
        BasicValue type = basic.merge(one.type(), two.type());
        Value merged = new Value(type, one.wide() || two.wide());
        return merged.equals(one) ? one : merged;
    }
}
