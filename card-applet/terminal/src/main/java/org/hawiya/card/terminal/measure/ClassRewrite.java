package org.hawiya.card.terminal.measure;

import org.objectweb.asm.tree.ClassNode;

/** Changes a class of the applet as it is loaded. */
interface ClassRewrite {
    void apply(ClassNode type);
}
