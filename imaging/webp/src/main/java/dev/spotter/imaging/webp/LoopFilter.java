package dev.spotter.imaging.webp;

import java.util.List;

/**
 * Smooths rows of macroblocks, one macroblock after the other. The order matters, because each changes samples of the
 * ones before.
 */
final class LoopFilter {
    private static final int BLOCK = 4;

    private final boolean simple;
    /** By segment, without and with blocks that are predicted one by one. */
    private final FilterStrength[] strengths = new FilterStrength[2 * Segments.COUNT];

    private final FilterStrength[] ofColumn;
    private final boolean[] innerEdges;

    LoopFilter(KeyFrame frame) {
        FilterSettings settings = frame.filter();
        simple = settings.simple();
        for (int i = 0; i < strengths.length; i++) {
            int level = frame.segments().filterLevel(i / 2, settings.level());
            strengths[i] = settings.strength(level, i % 2 != 0);
        }
        ofColumn = new FilterStrength[frame.columns()];
        innerEdges = new boolean[frame.columns()];
    }

    /** Stores the filter strength for a macroblock of the current row. */
    void note(int column, Macroblock block) {
        ofColumn[column] = strengths[2 * block.segment + (block.subblocks ? 1 : 0)];
        innerEdges[column] = block.subblocks || block.hasContent();
    }

    void smooth(List<Plane> planes, boolean firstRow) {
        for (int column = 0; column < ofColumn.length; column++) {
            if (ofColumn[column].edgeLimit() == 0) {
                continue;
            }
            if (simple) {
                smoothSimply(planes.get(0), column, firstRow);
            } else {
                for (int i = 0; i < planes.size(); i++) {
                    smooth(planes.get(i), i == 0 ? 16 : 8, column, firstRow);
                }
            }
        }
    }

    private void smoothSimply(Plane luma, int column, boolean firstRow) {
        byte[] p = luma.smoothed();
        int at = luma.smoothedAt(column);
        int stride = luma.smoothedStride();
        FilterStrength strength = ofColumn[column];
        if (column > 0) {
            EdgeFilter.simple(p, at, stride, 1, 16, strength.macroblockEdgeLimit());
        }
        for (int i = BLOCK; innerEdges[column] && i < 16; i += BLOCK) {
            EdgeFilter.simple(p, at + i, stride, 1, 16, strength.edgeLimit());
        }
        if (!firstRow) {
            EdgeFilter.simple(p, at, 1, stride, 16, strength.macroblockEdgeLimit());
        }
        for (int i = BLOCK; innerEdges[column] && i < 16; i += BLOCK) {
            EdgeFilter.simple(p, at + i * stride, 1, stride, 16, strength.edgeLimit());
        }
    }

    private void smooth(Plane plane, int side, int column, boolean firstRow) {
        byte[] p = plane.smoothed();
        int at = plane.smoothedAt(column);
        int stride = plane.smoothedStride();
        FilterStrength strength = ofColumn[column];
        if (column > 0) {
            EdgeFilter.macroblock(p, at, stride, 1, side, strength);
        }
        for (int i = BLOCK; innerEdges[column] && i < side; i += BLOCK) {
            EdgeFilter.inner(p, at + i, stride, 1, side, strength);
        }
        if (!firstRow) {
            EdgeFilter.macroblock(p, at, 1, stride, side, strength);
        }
        for (int i = BLOCK; innerEdges[column] && i < side; i += BLOCK) {
            EdgeFilter.inner(p, at + i * stride, 1, stride, side, strength);
        }
    }
}
