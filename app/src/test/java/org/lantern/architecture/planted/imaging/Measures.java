package org.lantern.architecture.planted.imaging;

import java.sql.Timestamp;
import javafx.scene.image.Image;
import javax.crypto.SecretKey;

/** Planted: JavaFX, SQL and cryptography where they do not belong. */
public record Measures(Image image, Timestamp time, SecretKey key) {}
