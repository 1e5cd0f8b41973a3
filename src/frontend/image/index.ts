/** The code image: writer and reader of the format in src/spec/image.ts. */
export { writeImage } from './write.ts';
export { ImageError, readImage } from './read.ts';
