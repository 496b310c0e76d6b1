/** A vault to try everything on: synthetic images and patients who never lived. */
package org.lantern.app.demo;
