package org.lantern.imaging.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.geometry.PatientDirection;
import org.lantern.imaging.geometry.PatientPoint;

/** Where the nodules of a chest lie and how big they are: by the seed, each on the plane of a slice. */
final class ChestNodules {
    private static final List<PatientPoint> PLACES = List.of(new PatientPoint(-84, -18, 34),
            new PatientPoint(88, 26, -28), new PatientPoint(-92, 30, -22));
    private static final double[] SMALLEST_MM = {11, 7, 5};

    private ChestNodules() {}

    static List<Nodule> of(Phantom phantom) {
        SlicePhantom series = SlicePhantom.ctChest(phantom);
        SplittableRandom random = new SplittableRandom(phantom.seed() ^ 0x6e6f64756c65L);
        List<Nodule> nodules = new ArrayList<>();
        for (int i = 0; i < SMALLEST_MM.length; i++) {
            PatientPoint place = PLACES.get(i);
            PatientPoint near = new PatientPoint(place.leftMm() + 12 * (random.nextDouble() - 0.5),
                    place.posteriorMm() + 12 * (random.nextDouble() - 0.5),
                    place.superiorMm() + 8 * (random.nextDouble() - 0.5));
            double diameterMm = SMALLEST_MM[i] + 0.5 * random.nextInt(6);
            int slice = series.nearestSlice(near);
            ImagePlane plane = series.plane(slice);
            double off = plane.patientToPixel(near).distanceMm();
            PatientDirection normal = plane.normal();
            PatientPoint center = new PatientPoint(near.leftMm() - off * normal.left(),
                    near.posteriorMm() - off * normal.posterior(), near.superiorMm() - off * normal.superior());
            nodules.add(new Nodule(center, diameterMm, 40, slice));
        }
        nodules.sort(Comparator.comparingDouble(Nodule::diameterMm).reversed());
        return List.copyOf(nodules);
    }
}
