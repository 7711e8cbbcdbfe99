package org.hawiya.engine.template;

import java.util.List;

/**
 * Makes values out of a stranger's numbers: a broken invariant is malformed input here, not a
 * programmer's error.
 */
final class TemplateBuilding {
    private TemplateBuilding() {}

    static Minutia minutia(int x, int y, float direction, MinutiaType type, int offset) {
        try {
            return new Minutia(x, y, direction, type);
        } catch (IllegalArgumentException e) {
            throw new MalformedTemplateException(e.getMessage() + "", offset);
        }
    }

    static Template template(int width, int height, List<Minutia> minutiae, int offset) {
        try {
            return new Template(width, height, minutiae);
        } catch (IllegalArgumentException e) {
            throw new MalformedTemplateException(e.getMessage() + "", offset);
        }
    }
}
