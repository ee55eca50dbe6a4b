/**
 * Files on any Hadoop file system: folders, written files with their size and SHA-256, manifests
 * and JSON. Imports Hadoop's client and Jackson, neither Spark nor DL4J.
 */
package org.rnnlm.io;
