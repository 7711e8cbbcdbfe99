package org.hawiya.engine.synthesis;

import java.util.List;

/**
 * Ridge orientation of a finger: the zero-pole model of Sherlock and Monro (1993) with the
 * correction of Vizcaya and Gerhardt (1996), in which every singular point turns the flow by a
 * function of the bearing from it instead of by the bearing itself. Arches, which have no singular
 * point, take the sine-shaped field of Cappelli's SFinGe. A slow random turn makes no two fingers
 * alike. Immutable; held on a grid of {@value #STEP} pixels as the doubled angle's cosine and sine.
 */
final class OrientationField {
    static final int STEP = 6;

    private final int columns;
    private final int rows;
    private final float[] cosines;
    private final float[] sines;

    private OrientationField(int width, int height) {
        columns = width / STEP + 2;
        rows = height / STEP + 2;
        cosines = new float[columns * rows];
        sines = new float[columns * rows];
    }

    /** The flow itself, not yet on a grid: about 0.5 microseconds a place. Immutable. */
    static final class Flow {
        private final FingerPlan plan;
        private final NoiseField turn;

        Flow(FingerPlan plan, SeedStream random) {
            this.plan = plan;
            this.turn = new NoiseField(random, plan.width(), plan.height(), 75);
        }

        /** Doubled ridge angle, counter-clockwise from the x axis, y upwards. */
        double doubledAngle(double x, double y) {
            double doubled =
                    plan.pattern() == PatternClass.ARCH
                            ? 2 * archAngle(plan, x, y)
                            : zeroPole(plan, x, y);
            return doubled + 2 * plan.flow().turnRadians() * turn.at((float) x, (float) y);
        }
    }

    /**
     * How much ridges of the bare zero-pole flow spread at a place, seen along their direction (cos
     * angle, -sin angle) in picture coordinates; 1 a pixel. An arch's is taken as none.
     */
    static double spread(FingerPlan plan, double x, double y, double angle) {
        double turnX = 0;
        double turnY = 0;
        for (Singularity point : plan.singularities()) {
            double dx = x - point.x();
            double dy = y - point.y();
            double sign = point.kind() == Singularity.Kind.CORE ? 0.5 : -0.5;
            double far = sign / (dx * dx + dy * dy + 100);
            turnX += far * dy;
            turnY -= far * dx;
        }
        return -StrictMath.sin(angle) * turnX - StrictMath.cos(angle) * turnY;
    }

    static OrientationField of(FingerPlan plan, SeedStream random) {
        OrientationField field = new OrientationField(plan.width(), plan.height());
        Flow flow = new Flow(plan, random);
        for (int row = 0; row < field.rows; row++) {
            for (int column = 0; column < field.columns; column++) {
                double doubled = flow.doubledAngle(column * STEP, row * STEP);
                int at = row * field.columns + column;
                field.cosines[at] = (float) StrictMath.cos(doubled);
                field.sines[at] = (float) StrictMath.sin(doubled);
            }
        }
        return field;
    }

    private static double zeroPole(FingerPlan plan, double x, double y) {
        double doubled = 0;
        List<Singularity> points = plan.singularities();
        for (Singularity point : points) {
            double bearing = StrictMath.atan2(point.y() - y, x - point.x());
            if (point.kind() == Singularity.Kind.CORE) {
                doubled += bearing + plan.flow().coreCorrection(bearing);
            } else {
                doubled -= bearing + plan.flow().deltaCorrection(bearing);
            }
        }
        return doubled;
    }

    /** Flat at the base, steepest around the middle of the print, wider again towards the tip. */
    private static double archAngle(FingerPlan plan, double x, double y) {
        double u = (x - plan.centreX()) / plan.breadth();
        double v = (y - plan.centreY()) / plan.breadth();
        double rise = plan.flow().archRise();
        double fall = Math.clamp(v / 0.95, 0, 1);
        double steepness = v > 0 ? rise * (1 - fall * fall * (3 - 2 * fall)) : rise * (1 + 0.1 * v);
        double shape = StrictMath.sin(StrictMath.PI * Math.clamp(u, -0.5, 0.5));
        double narrow = 1 + 0.5 * StrictMath.exp(-u * u * 14 - v * v * 7);
        return StrictMath.atan(-steepness * shape * narrow);
    }

    /** Cosine of the doubled ridge angle at a pixel. */
    float doubledCosine(float x, float y) {
        return sample(cosines, x, y);
    }

    /** Sine of the doubled ridge angle at a pixel. */
    float doubledSine(float x, float y) {
        return sample(sines, x, y);
    }

    /** Ridge angle in [0, pi), counter-clockwise with y upwards. */
    double angle(float x, float y) {
        double half = StrictMath.atan2(doubledSine(x, y), doubledCosine(x, y)) / 2;
        return half < 0 ? half + StrictMath.PI : half;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Ridge angle in the middle between four grid points. */
    double angleOfCell(int column, int row) {
        return angle((column + 0.5f) * STEP, (row + 0.5f) * STEP);
    }

    /** Change of the doubled angle's cosine, or else its sine, over one grid step to the right. */
    double slopeX(int column, int row, boolean cosine) {
        float[] plane = cosine ? cosines : sines;
        int at = row * columns + column;
        return 0.5 * (plane[at + 1] - plane[at] + plane[at + columns + 1] - plane[at + columns]);
    }

    /** The same over one grid step downwards. */
    double slopeY(int column, int row, boolean cosine) {
        float[] plane = cosine ? cosines : sines;
        int at = row * columns + column;
        return 0.5 * (plane[at + columns] - plane[at] + plane[at + columns + 1] - plane[at + 1]);
    }

    /** Reads a plane of one value for each grid point at a pixel. */
    float between(float[] plane, float x, float y) {
        return sample(plane, x, y);
    }

    private float sample(float[] plane, float x, float y) {
        float gx = Math.clamp(x / STEP, 0, columns - 1.001f);
        float gy = Math.clamp(y / STEP, 0, rows - 1.001f);
        int ix = (int) gx;
        int iy = (int) gy;
        float fx = gx - ix;
        float fy = gy - iy;
        int at = iy * columns + ix;
        float top = plane[at] + fx * (plane[at + 1] - plane[at]);
        float bottom = plane[at + columns] + fx * (plane[at + columns + 1] - plane[at + columns]);
        return top + fy * (bottom - top);
    }
}
