/** Patient space: where the pixels of an image lie in the patient, in millimetres. */
package org.lantern.imaging.geometry;
