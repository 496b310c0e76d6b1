package org.lantern.imaging.dicom;

import java.util.Locale;

/**
 * The tag of a data element, ordered as unsigned number, which is the order inside a data set (PS3.5 section 7.1).
 *
 * <p>The constants are the attributes that Lantern works with, under their keyword of PS3.6; every other one is reached
 * by {@link #of(int, int)} or {@link Dictionary#byKeyword}.
 *
 * @param code group in the upper, element in the lower 16 bits
 */
public record Tag(int code) implements Comparable<Tag> {
    /** @param group and {@code element}: 0..0xffff */
    public static Tag of(int group, int element) {
        if ((group | element) >>> 16 != 0) {
            throw new IllegalArgumentException("a tag's halves have 16 bits");
        }
        return new Tag(group << 16 | element);
    }

    /** 0..0xffff */
    public int group() {
        return code >>> 16;
    }

    /** 0..0xffff */
    public int element() {
        return code & 0xffff;
    }

    /** Whether the group number is odd, which makes it private. */
    public boolean isPrivate() {
        return (code & 0x10000) != 0;
    }

    /** Whether the element reserves a block of a private group for a creator: (gggg,0010) to (gggg,00FF). */
    public boolean isPrivateCreator() {
        return isPrivate() && element() >= 0x10 && element() <= 0xff;
    }

    /** For an element of a private block the tag that names its creator. Meaningless for others. */
    public Tag privateCreator() {
        return new Tag(code & 0xffff0000 | code >>> 8 & 0xff);
    }

    /** Eight hexadecimal digits in upper case, as the JSON model writes it. */
    public String hex() {
        char[] digits = new char[8];
        for (int i = 0; i < 8; i++) {
            int nibble = code >>> 28 - 4 * i & 15;
            digits[i] = (char) (nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
        }
        return new String(digits);
    }

    @Override
    public int compareTo(Tag other) {
        return Integer.compareUnsigned(code, other.code);
    }

    /** In the notation of the standard: (gggg,eeee). */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "(%04x,%04x)", group(), element());
    }

    // @formatter:off
    public static final Tag FileMetaInformationGroupLength = new Tag(0x00020000);
    public static final Tag FileMetaInformationVersion = new Tag(0x00020001);
    public static final Tag MediaStorageSOPClassUID = new Tag(0x00020002);
    public static final Tag MediaStorageSOPInstanceUID = new Tag(0x00020003);
    public static final Tag TransferSyntaxUID = new Tag(0x00020010);
    public static final Tag ImplementationClassUID = new Tag(0x00020012);
    public static final Tag ImplementationVersionName = new Tag(0x00020013);
    public static final Tag SourceApplicationEntityTitle = new Tag(0x00020016);
    public static final Tag PrivateInformationCreatorUID = new Tag(0x00020100);
    public static final Tag PrivateInformation = new Tag(0x00020102);
    public static final Tag FileSetID = new Tag(0x00041130);
    public static final Tag FileSetDescriptorFileID = new Tag(0x00041141);
    public static final Tag SpecificCharacterSetOfFileSetDescriptorFile = new Tag(0x00041142);
    public static final Tag OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = new Tag(0x00041200);
    public static final Tag OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = new Tag(0x00041202);
    public static final Tag FileSetConsistencyFlag = new Tag(0x00041212);
    public static final Tag DirectoryRecordSequence = new Tag(0x00041220);
    public static final Tag OffsetOfTheNextDirectoryRecord = new Tag(0x00041400);
    public static final Tag RecordInUseFlag = new Tag(0x00041410);
    public static final Tag OffsetOfReferencedLowerLevelDirectoryEntity = new Tag(0x00041420);
    public static final Tag DirectoryRecordType = new Tag(0x00041430);
    public static final Tag ReferencedFileID = new Tag(0x00041500);
    public static final Tag ReferencedSOPClassUIDInFile = new Tag(0x00041510);
    public static final Tag ReferencedSOPInstanceUIDInFile = new Tag(0x00041511);
    public static final Tag ReferencedTransferSyntaxUIDInFile = new Tag(0x00041512);
    public static final Tag SpecificCharacterSet = new Tag(0x00080005);
    public static final Tag ImageType = new Tag(0x00080008);
    public static final Tag InstanceCreationDate = new Tag(0x00080012);
    public static final Tag InstanceCreationTime = new Tag(0x00080013);
    public static final Tag SOPClassUID = new Tag(0x00080016);
    public static final Tag SOPInstanceUID = new Tag(0x00080018);
    public static final Tag StudyDate = new Tag(0x00080020);
    public static final Tag SeriesDate = new Tag(0x00080021);
    public static final Tag AcquisitionDate = new Tag(0x00080022);
    public static final Tag ContentDate = new Tag(0x00080023);
    public static final Tag AcquisitionDateTime = new Tag(0x0008002a);
    public static final Tag StudyTime = new Tag(0x00080030);
    public static final Tag SeriesTime = new Tag(0x00080031);
    public static final Tag AcquisitionTime = new Tag(0x00080032);
    public static final Tag ContentTime = new Tag(0x00080033);
    public static final Tag AccessionNumber = new Tag(0x00080050);
    public static final Tag IssuerOfAccessionNumberSequence = new Tag(0x00080051);
    public static final Tag QueryRetrieveLevel = new Tag(0x00080052);
    public static final Tag RetrieveAETitle = new Tag(0x00080054);
    public static final Tag InstanceAvailability = new Tag(0x00080056);
    public static final Tag Modality = new Tag(0x00080060);
    public static final Tag ModalitiesInStudy = new Tag(0x00080061);
    public static final Tag ConversionType = new Tag(0x00080064);
    public static final Tag PresentationIntentType = new Tag(0x00080068);
    public static final Tag Manufacturer = new Tag(0x00080070);
    public static final Tag InstitutionName = new Tag(0x00080080);
    public static final Tag InstitutionAddress = new Tag(0x00080081);
    public static final Tag ReferringPhysicianName = new Tag(0x00080090);
    public static final Tag CodeValue = new Tag(0x00080100);
    public static final Tag CodingSchemeDesignator = new Tag(0x00080102);
    public static final Tag CodingSchemeVersion = new Tag(0x00080103);
    public static final Tag CodeMeaning = new Tag(0x00080104);
    public static final Tag MappingResource = new Tag(0x00080105);
    public static final Tag ContextGroupVersion = new Tag(0x00080106);
    public static final Tag ContextIdentifier = new Tag(0x0008010f);
    public static final Tag LongCodeValue = new Tag(0x00080119);
    public static final Tag URNCodeValue = new Tag(0x00080120);
    public static final Tag TimezoneOffsetFromUTC = new Tag(0x00080201);
    public static final Tag StationName = new Tag(0x00081010);
    public static final Tag StudyDescription = new Tag(0x00081030);
    public static final Tag ProcedureCodeSequence = new Tag(0x00081032);
    public static final Tag SeriesDescription = new Tag(0x0008103e);
    public static final Tag SeriesDescriptionCodeSequence = new Tag(0x0008103f);
    public static final Tag InstitutionalDepartmentName = new Tag(0x00081040);
    public static final Tag PhysiciansOfRecord = new Tag(0x00081048);
    public static final Tag PerformingPhysicianName = new Tag(0x00081050);
    public static final Tag NameOfPhysiciansReadingStudy = new Tag(0x00081060);
    public static final Tag OperatorsName = new Tag(0x00081070);
    public static final Tag AdmittingDiagnosesDescription = new Tag(0x00081080);
    public static final Tag ManufacturerModelName = new Tag(0x00081090);
    public static final Tag ReferencedStudySequence = new Tag(0x00081110);
    public static final Tag ReferencedPerformedProcedureStepSequence = new Tag(0x00081111);
    public static final Tag ReferencedSeriesSequence = new Tag(0x00081115);
    public static final Tag ReferencedPatientSequence = new Tag(0x00081120);
    public static final Tag ReferencedImageSequence = new Tag(0x00081140);
    public static final Tag ReferencedInstanceSequence = new Tag(0x0008114a);
    public static final Tag ReferencedSOPClassUID = new Tag(0x00081150);
    public static final Tag ReferencedSOPInstanceUID = new Tag(0x00081155);
    public static final Tag ReferencedFrameNumber = new Tag(0x00081160);
    public static final Tag DerivationDescription = new Tag(0x00082111);
    public static final Tag SourceImageSequence = new Tag(0x00082112);
    public static final Tag StageName = new Tag(0x00082120);
    public static final Tag StageNumber = new Tag(0x00082122);
    public static final Tag NumberOfStages = new Tag(0x00082124);
    public static final Tag ViewName = new Tag(0x00082127);
    public static final Tag ViewNumber = new Tag(0x00082128);
    public static final Tag NumberOfEventTimers = new Tag(0x00082129);
    public static final Tag StartTrim = new Tag(0x00082142);
    public static final Tag StopTrim = new Tag(0x00082143);
    public static final Tag RecommendedDisplayFrameRate = new Tag(0x00082144);
    public static final Tag AnatomicRegionSequence = new Tag(0x00082218);
    public static final Tag AnatomicRegionModifierSequence = new Tag(0x00082220);
    public static final Tag PrimaryAnatomicStructureSequence = new Tag(0x00082228);
    public static final Tag IrradiationEventUID = new Tag(0x00083010);
    public static final Tag FrameType = new Tag(0x00089007);
    public static final Tag PixelPresentation = new Tag(0x00089205);
    public static final Tag VolumetricProperties = new Tag(0x00089206);
    public static final Tag VolumeBasedCalculationTechnique = new Tag(0x00089207);
    public static final Tag ComplexImageComponent = new Tag(0x00089208);
    public static final Tag AcquisitionContrast = new Tag(0x00089209);
    public static final Tag DerivationCodeSequence = new Tag(0x00089215);
    public static final Tag PatientName = new Tag(0x00100010);
    public static final Tag PatientID = new Tag(0x00100020);
    public static final Tag IssuerOfPatientID = new Tag(0x00100021);
    public static final Tag TypeOfPatientID = new Tag(0x00100022);
    public static final Tag PatientBirthDate = new Tag(0x00100030);
    public static final Tag PatientBirthTime = new Tag(0x00100032);
    public static final Tag PatientSex = new Tag(0x00100040);
    public static final Tag OtherPatientIDs = new Tag(0x00101000);
    public static final Tag OtherPatientNames = new Tag(0x00101001);
    public static final Tag OtherPatientIDsSequence = new Tag(0x00101002);
    public static final Tag PatientAge = new Tag(0x00101010);
    public static final Tag PatientSize = new Tag(0x00101020);
    public static final Tag PatientWeight = new Tag(0x00101030);
    public static final Tag PatientAddress = new Tag(0x00101040);
    public static final Tag PatientMotherBirthName = new Tag(0x00101060);
    public static final Tag MedicalRecordLocator = new Tag(0x00101090);
    public static final Tag MedicalAlerts = new Tag(0x00102000);
    public static final Tag Allergies = new Tag(0x00102110);
    public static final Tag CountryOfResidence = new Tag(0x00102150);
    public static final Tag RegionOfResidence = new Tag(0x00102152);
    public static final Tag PatientTelephoneNumbers = new Tag(0x00102154);
    public static final Tag EthnicGroup = new Tag(0x00102160);
    public static final Tag Occupation = new Tag(0x00102180);
    public static final Tag SmokingStatus = new Tag(0x001021a0);
    public static final Tag AdditionalPatientHistory = new Tag(0x001021b0);
    public static final Tag PregnancyStatus = new Tag(0x001021c0);
    public static final Tag LastMenstrualDate = new Tag(0x001021d0);
    public static final Tag PatientReligiousPreference = new Tag(0x001021f0);
    public static final Tag PatientSpeciesDescription = new Tag(0x00102201);
    public static final Tag PatientSexNeutered = new Tag(0x00102203);
    public static final Tag PatientBreedDescription = new Tag(0x00102292);
    public static final Tag ResponsiblePerson = new Tag(0x00102297);
    public static final Tag ResponsibleOrganization = new Tag(0x00102299);
    public static final Tag PatientComments = new Tag(0x00104000);
    public static final Tag ClinicalTrialSubjectID = new Tag(0x00120040);
    public static final Tag PatientIdentityRemoved = new Tag(0x00120062);
    public static final Tag DeidentificationMethod = new Tag(0x00120063);
    public static final Tag DeidentificationMethodCodeSequence = new Tag(0x00120064);
    public static final Tag ContrastBolusAgent = new Tag(0x00180010);
    public static final Tag BodyPartExamined = new Tag(0x00180015);
    public static final Tag ScanningSequence = new Tag(0x00180020);
    public static final Tag SequenceVariant = new Tag(0x00180021);
    public static final Tag ScanOptions = new Tag(0x00180022);
    public static final Tag MRAcquisitionType = new Tag(0x00180023);
    public static final Tag SequenceName = new Tag(0x00180024);
    public static final Tag AngioFlag = new Tag(0x00180025);
    public static final Tag CineRate = new Tag(0x00180040);
    public static final Tag SliceThickness = new Tag(0x00180050);
    public static final Tag KVP = new Tag(0x00180060);
    public static final Tag RepetitionTime = new Tag(0x00180080);
    public static final Tag EchoTime = new Tag(0x00180081);
    public static final Tag InversionTime = new Tag(0x00180082);
    public static final Tag NumberOfAverages = new Tag(0x00180083);
    public static final Tag ImagingFrequency = new Tag(0x00180084);
    public static final Tag ImagedNucleus = new Tag(0x00180085);
    public static final Tag EchoNumbers = new Tag(0x00180086);
    public static final Tag MagneticFieldStrength = new Tag(0x00180087);
    public static final Tag SpacingBetweenSlices = new Tag(0x00180088);
    public static final Tag NumberOfPhaseEncodingSteps = new Tag(0x00180089);
    public static final Tag DataCollectionDiameter = new Tag(0x00180090);
    public static final Tag EchoTrainLength = new Tag(0x00180091);
    public static final Tag PercentSampling = new Tag(0x00180093);
    public static final Tag PercentPhaseFieldOfView = new Tag(0x00180094);
    public static final Tag PixelBandwidth = new Tag(0x00180095);
    public static final Tag DeviceSerialNumber = new Tag(0x00181000);
    public static final Tag SecondaryCaptureDeviceID = new Tag(0x00181010);
    public static final Tag DateOfSecondaryCapture = new Tag(0x00181012);
    public static final Tag TimeOfSecondaryCapture = new Tag(0x00181014);
    public static final Tag SecondaryCaptureDeviceManufacturer = new Tag(0x00181016);
    public static final Tag SoftwareVersions = new Tag(0x00181020);
    public static final Tag ProtocolName = new Tag(0x00181030);
    public static final Tag SpatialResolution = new Tag(0x00181050);
    public static final Tag TriggerTime = new Tag(0x00181060);
    public static final Tag NominalInterval = new Tag(0x00181062);
    public static final Tag FrameTime = new Tag(0x00181063);
    public static final Tag FrameTimeVector = new Tag(0x00181065);
    public static final Tag FrameDelay = new Tag(0x00181066);
    public static final Tag RadiopharmaceuticalStartTime = new Tag(0x00181072);
    public static final Tag RadionuclideTotalDose = new Tag(0x00181074);
    public static final Tag RadionuclideHalfLife = new Tag(0x00181075);
    public static final Tag HeartRate = new Tag(0x00181088);
    public static final Tag CardiacNumberOfImages = new Tag(0x00181090);
    public static final Tag ReconstructionDiameter = new Tag(0x00181100);
    public static final Tag DistanceSourceToDetector = new Tag(0x00181110);
    public static final Tag DistanceSourceToPatient = new Tag(0x00181111);
    public static final Tag EstimatedRadiographicMagnificationFactor = new Tag(0x00181114);
    public static final Tag GantryDetectorTilt = new Tag(0x00181120);
    public static final Tag TableHeight = new Tag(0x00181130);
    public static final Tag RotationDirection = new Tag(0x00181140);
    public static final Tag ExposureTime = new Tag(0x00181150);
    public static final Tag XRayTubeCurrent = new Tag(0x00181151);
    public static final Tag Exposure = new Tag(0x00181152);
    public static final Tag FilterType = new Tag(0x00181160);
    public static final Tag ImagerPixelSpacing = new Tag(0x00181164);
    public static final Tag GeneratorPower = new Tag(0x00181170);
    public static final Tag FocalSpots = new Tag(0x00181190);
    public static final Tag ConvolutionKernel = new Tag(0x00181210);
    public static final Tag ActualFrameDuration = new Tag(0x00181242);
    public static final Tag ReceiveCoilName = new Tag(0x00181250);
    public static final Tag AcquisitionMatrix = new Tag(0x00181310);
    public static final Tag InPlanePhaseEncodingDirection = new Tag(0x00181312);
    public static final Tag FlipAngle = new Tag(0x00181314);
    public static final Tag VariableFlipAngleFlag = new Tag(0x00181315);
    public static final Tag SAR = new Tag(0x00181316);
    public static final Tag DBdt = new Tag(0x00181318);
    public static final Tag AcquisitionDeviceProcessingDescription = new Tag(0x00181400);
    public static final Tag AcquisitionDeviceProcessingCode = new Tag(0x00181401);
    public static final Tag CassetteOrientation = new Tag(0x00181402);
    public static final Tag CassetteSize = new Tag(0x00181403);
    public static final Tag RelativeXRayExposure = new Tag(0x00181405);
    public static final Tag ShutterShape = new Tag(0x00181600);
    public static final Tag ShutterLeftVerticalEdge = new Tag(0x00181602);
    public static final Tag ShutterRightVerticalEdge = new Tag(0x00181604);
    public static final Tag ShutterUpperHorizontalEdge = new Tag(0x00181606);
    public static final Tag ShutterLowerHorizontalEdge = new Tag(0x00181608);
    public static final Tag CenterOfCircularShutter = new Tag(0x00181610);
    public static final Tag RadiusOfCircularShutter = new Tag(0x00181612);
    public static final Tag VerticesOfThePolygonalShutter = new Tag(0x00181620);
    public static final Tag ShutterPresentationValue = new Tag(0x00181622);
    public static final Tag NominalScannedPixelSpacing = new Tag(0x00182010);
    public static final Tag PatientPosition = new Tag(0x00185100);
    public static final Tag ViewPosition = new Tag(0x00185101);
    public static final Tag Sensitivity = new Tag(0x00186000);
    public static final Tag SequenceOfUltrasoundRegions = new Tag(0x00186011);
    public static final Tag RegionSpatialFormat = new Tag(0x00186012);
    public static final Tag RegionDataType = new Tag(0x00186014);
    public static final Tag RegionFlags = new Tag(0x00186016);
    public static final Tag RegionLocationMinX0 = new Tag(0x00186018);
    public static final Tag RegionLocationMinY0 = new Tag(0x0018601a);
    public static final Tag RegionLocationMaxX1 = new Tag(0x0018601c);
    public static final Tag RegionLocationMaxY1 = new Tag(0x0018601e);
    public static final Tag ReferencePixelX0 = new Tag(0x00186020);
    public static final Tag ReferencePixelY0 = new Tag(0x00186022);
    public static final Tag PhysicalUnitsXDirection = new Tag(0x00186024);
    public static final Tag PhysicalUnitsYDirection = new Tag(0x00186026);
    public static final Tag ReferencePixelPhysicalValueX = new Tag(0x00186028);
    public static final Tag ReferencePixelPhysicalValueY = new Tag(0x0018602a);
    public static final Tag PhysicalDeltaX = new Tag(0x0018602c);
    public static final Tag PhysicalDeltaY = new Tag(0x0018602e);
    public static final Tag TransducerFrequency = new Tag(0x00186030);
    public static final Tag TransducerType = new Tag(0x00186031);
    public static final Tag DetectorType = new Tag(0x00187004);
    public static final Tag DetectorElementSpacing = new Tag(0x00187022);
    public static final Tag DiffusionDirectionality = new Tag(0x00189075);
    public static final Tag DiffusionGradientDirectionSequence = new Tag(0x00189076);
    public static final Tag EffectiveEchoTime = new Tag(0x00189082);
    public static final Tag DiffusionBValue = new Tag(0x00189087);
    public static final Tag DiffusionGradientOrientation = new Tag(0x00189089);
    public static final Tag MREchoSequence = new Tag(0x00189114);
    public static final Tag MRDiffusionSequence = new Tag(0x00189117);
    public static final Tag CTExposureSequence = new Tag(0x00189321);
    public static final Tag CTDIvol = new Tag(0x00189345);
    public static final Tag StudyInstanceUID = new Tag(0x0020000d);
    public static final Tag SeriesInstanceUID = new Tag(0x0020000e);
    public static final Tag StudyID = new Tag(0x00200010);
    public static final Tag SeriesNumber = new Tag(0x00200011);
    public static final Tag AcquisitionNumber = new Tag(0x00200012);
    public static final Tag InstanceNumber = new Tag(0x00200013);
    public static final Tag PatientOrientation = new Tag(0x00200020);
    public static final Tag ImagePositionPatient = new Tag(0x00200032);
    public static final Tag ImageOrientationPatient = new Tag(0x00200037);
    public static final Tag FrameOfReferenceUID = new Tag(0x00200052);
    public static final Tag Laterality = new Tag(0x00200060);
    public static final Tag ImageLaterality = new Tag(0x00200062);
    public static final Tag TemporalPositionIdentifier = new Tag(0x00200100);
    public static final Tag NumberOfTemporalPositions = new Tag(0x00200105);
    public static final Tag TemporalResolution = new Tag(0x00200110);
    public static final Tag SynchronizationFrameOfReferenceUID = new Tag(0x00200200);
    public static final Tag SOPInstanceUIDOfConcatenationSource = new Tag(0x00200242);
    public static final Tag ImagesInAcquisition = new Tag(0x00201002);
    public static final Tag PositionReferenceIndicator = new Tag(0x00201040);
    public static final Tag SliceLocation = new Tag(0x00201041);
    public static final Tag NumberOfStudyRelatedSeries = new Tag(0x00201206);
    public static final Tag NumberOfStudyRelatedInstances = new Tag(0x00201208);
    public static final Tag NumberOfSeriesRelatedInstances = new Tag(0x00201209);
    public static final Tag ImageComments = new Tag(0x00204000);
    public static final Tag StackID = new Tag(0x00209056);
    public static final Tag InStackPositionNumber = new Tag(0x00209057);
    public static final Tag FrameAnatomySequence = new Tag(0x00209071);
    public static final Tag FrameLaterality = new Tag(0x00209072);
    public static final Tag FrameContentSequence = new Tag(0x00209111);
    public static final Tag PlanePositionSequence = new Tag(0x00209113);
    public static final Tag PlaneOrientationSequence = new Tag(0x00209116);
    public static final Tag TemporalPositionIndex = new Tag(0x00209128);
    public static final Tag FrameAcquisitionNumber = new Tag(0x00209156);
    public static final Tag DimensionIndexValues = new Tag(0x00209157);
    public static final Tag FrameComments = new Tag(0x00209158);
    public static final Tag ConcatenationUID = new Tag(0x00209161);
    public static final Tag InConcatenationNumber = new Tag(0x00209162);
    public static final Tag InConcatenationTotalNumber = new Tag(0x00209163);
    public static final Tag DimensionOrganizationUID = new Tag(0x00209164);
    public static final Tag DimensionIndexPointer = new Tag(0x00209165);
    public static final Tag FunctionalGroupPointer = new Tag(0x00209167);
    public static final Tag DimensionIndexPrivateCreator = new Tag(0x00209213);
    public static final Tag DimensionOrganizationSequence = new Tag(0x00209221);
    public static final Tag DimensionIndexSequence = new Tag(0x00209222);
    public static final Tag SamplesPerPixel = new Tag(0x00280002);
    public static final Tag PhotometricInterpretation = new Tag(0x00280004);
    public static final Tag PlanarConfiguration = new Tag(0x00280006);
    public static final Tag NumberOfFrames = new Tag(0x00280008);
    public static final Tag FrameIncrementPointer = new Tag(0x00280009);
    public static final Tag Rows = new Tag(0x00280010);
    public static final Tag Columns = new Tag(0x00280011);
    public static final Tag PixelSpacing = new Tag(0x00280030);
    public static final Tag ZoomFactor = new Tag(0x00280031);
    public static final Tag ZoomCenter = new Tag(0x00280032);
    public static final Tag PixelAspectRatio = new Tag(0x00280034);
    public static final Tag CorrectedImage = new Tag(0x00280051);
    public static final Tag BitsAllocated = new Tag(0x00280100);
    public static final Tag BitsStored = new Tag(0x00280101);
    public static final Tag HighBit = new Tag(0x00280102);
    public static final Tag PixelRepresentation = new Tag(0x00280103);
    public static final Tag SmallestImagePixelValue = new Tag(0x00280106);
    public static final Tag LargestImagePixelValue = new Tag(0x00280107);
    public static final Tag PixelPaddingValue = new Tag(0x00280120);
    public static final Tag PixelPaddingRangeLimit = new Tag(0x00280121);
    public static final Tag QualityControlImage = new Tag(0x00280300);
    public static final Tag BurnedInAnnotation = new Tag(0x00280301);
    public static final Tag RecognizableVisualFeatures = new Tag(0x00280302);
    public static final Tag LongitudinalTemporalInformationModified = new Tag(0x00280303);
    public static final Tag PixelSpacingCalibrationType = new Tag(0x00280a02);
    public static final Tag PixelSpacingCalibrationDescription = new Tag(0x00280a04);
    public static final Tag PixelIntensityRelationship = new Tag(0x00281040);
    public static final Tag PixelIntensityRelationshipSign = new Tag(0x00281041);
    public static final Tag WindowCenter = new Tag(0x00281050);
    public static final Tag WindowWidth = new Tag(0x00281051);
    public static final Tag RescaleIntercept = new Tag(0x00281052);
    public static final Tag RescaleSlope = new Tag(0x00281053);
    public static final Tag RescaleType = new Tag(0x00281054);
    public static final Tag WindowCenterWidthExplanation = new Tag(0x00281055);
    public static final Tag VOILUTFunction = new Tag(0x00281056);
    public static final Tag RedPaletteColorLookupTableDescriptor = new Tag(0x00281101);
    public static final Tag GreenPaletteColorLookupTableDescriptor = new Tag(0x00281102);
    public static final Tag BluePaletteColorLookupTableDescriptor = new Tag(0x00281103);
    public static final Tag AlphaPaletteColorLookupTableDescriptor = new Tag(0x00281104);
    public static final Tag PaletteColorLookupTableUID = new Tag(0x00281199);
    public static final Tag RedPaletteColorLookupTableData = new Tag(0x00281201);
    public static final Tag GreenPaletteColorLookupTableData = new Tag(0x00281202);
    public static final Tag BluePaletteColorLookupTableData = new Tag(0x00281203);
    public static final Tag AlphaPaletteColorLookupTableData = new Tag(0x00281204);
    public static final Tag SegmentedRedPaletteColorLookupTableData = new Tag(0x00281221);
    public static final Tag SegmentedGreenPaletteColorLookupTableData = new Tag(0x00281222);
    public static final Tag SegmentedBluePaletteColorLookupTableData = new Tag(0x00281223);
    public static final Tag LossyImageCompression = new Tag(0x00282110);
    public static final Tag LossyImageCompressionRatio = new Tag(0x00282112);
    public static final Tag LossyImageCompressionMethod = new Tag(0x00282114);
    public static final Tag ModalityLUTSequence = new Tag(0x00283000);
    public static final Tag LUTDescriptor = new Tag(0x00283002);
    public static final Tag LUTExplanation = new Tag(0x00283003);
    public static final Tag ModalityLUTType = new Tag(0x00283004);
    public static final Tag LUTData = new Tag(0x00283006);
    public static final Tag VOILUTSequence = new Tag(0x00283010);
    public static final Tag SoftcopyVOILUTSequence = new Tag(0x00283110);
    public static final Tag RepresentativeFrameNumber = new Tag(0x00286010);
    public static final Tag FrameNumbersOfInterest = new Tag(0x00286020);
    public static final Tag DataPointRows = new Tag(0x00289001);
    public static final Tag DataPointColumns = new Tag(0x00289002);
    public static final Tag PixelMeasuresSequence = new Tag(0x00289110);
    public static final Tag FrameVOILUTSequence = new Tag(0x00289132);
    public static final Tag PixelValueTransformationSequence = new Tag(0x00289145);
    public static final Tag RequestingPhysician = new Tag(0x00321032);
    public static final Tag RequestedProcedureDescription = new Tag(0x00321060);
    public static final Tag RequestedProcedureCodeSequence = new Tag(0x00321064);
    public static final Tag StudyComments = new Tag(0x00324000);
    public static final Tag AdmissionID = new Tag(0x00380010);
    public static final Tag PatientState = new Tag(0x00380500);
    public static final Tag ScheduledProcedureStepDescription = new Tag(0x00400007);
    public static final Tag ScheduledProcedureStepID = new Tag(0x00400009);
    public static final Tag PerformedProcedureStepStartDate = new Tag(0x00400244);
    public static final Tag PerformedProcedureStepStartTime = new Tag(0x00400245);
    public static final Tag PerformedProcedureStepID = new Tag(0x00400253);
    public static final Tag PerformedProcedureStepDescription = new Tag(0x00400254);
    public static final Tag PerformedProtocolCodeSequence = new Tag(0x00400260);
    public static final Tag RequestAttributesSequence = new Tag(0x00400275);
    public static final Tag CommentsOnThePerformedProcedureStep = new Tag(0x00400280);
    public static final Tag MeasurementUnitsCodeSequence = new Tag(0x004008ea);
    public static final Tag RequestedProcedureID = new Tag(0x00401001);
    public static final Tag RealWorldValueMappingSequence = new Tag(0x00409096);
    public static final Tag LUTLabel = new Tag(0x00409210);
    public static final Tag RealWorldValueLastValueMapped = new Tag(0x00409211);
    public static final Tag RealWorldValueLUTData = new Tag(0x00409212);
    public static final Tag RealWorldValueFirstValueMapped = new Tag(0x00409216);
    public static final Tag RealWorldValueIntercept = new Tag(0x00409224);
    public static final Tag RealWorldValueSlope = new Tag(0x00409225);
    public static final Tag RelationshipType = new Tag(0x0040a010);
    public static final Tag VerificationDateTime = new Tag(0x0040a030);
    public static final Tag ValueType = new Tag(0x0040a040);
    public static final Tag ConceptNameCodeSequence = new Tag(0x0040a043);
    public static final Tag ContinuityOfContent = new Tag(0x0040a050);
    public static final Tag VerifyingObserverSequence = new Tag(0x0040a073);
    public static final Tag VerifyingObserverName = new Tag(0x0040a075);
    public static final Tag DateTime = new Tag(0x0040a120);
    public static final Tag Date = new Tag(0x0040a121);
    public static final Tag Time = new Tag(0x0040a122);
    public static final Tag PersonName = new Tag(0x0040a123);
    public static final Tag UID = new Tag(0x0040a124);
    public static final Tag TextValue = new Tag(0x0040a160);
    public static final Tag ConceptCodeSequence = new Tag(0x0040a168);
    public static final Tag MeasuredValueSequence = new Tag(0x0040a300);
    public static final Tag NumericValue = new Tag(0x0040a30a);
    public static final Tag CurrentRequestedProcedureEvidenceSequence = new Tag(0x0040a375);
    public static final Tag PertinentOtherEvidenceSequence = new Tag(0x0040a385);
    public static final Tag CompletionFlag = new Tag(0x0040a491);
    public static final Tag CompletionFlagDescription = new Tag(0x0040a492);
    public static final Tag VerificationFlag = new Tag(0x0040a493);
    public static final Tag ContentTemplateSequence = new Tag(0x0040a504);
    public static final Tag ContentSequence = new Tag(0x0040a730);
    public static final Tag DocumentTitle = new Tag(0x00420010);
    public static final Tag EncapsulatedDocument = new Tag(0x00420011);
    public static final Tag MIMETypeOfEncapsulatedDocument = new Tag(0x00420012);
    public static final Tag RadiopharmaceuticalInformationSequence = new Tag(0x00540016);
    public static final Tag NumberOfSlices = new Tag(0x00540081);
    public static final Tag SeriesType = new Tag(0x00541000);
    public static final Tag Units = new Tag(0x00541001);
    public static final Tag DecayCorrection = new Tag(0x00541102);
    public static final Tag DecayFactor = new Tag(0x00541321);
    public static final Tag SegmentationType = new Tag(0x00620001);
    public static final Tag SegmentSequence = new Tag(0x00620002);
    public static final Tag SegmentNumber = new Tag(0x00620004);
    public static final Tag SegmentLabel = new Tag(0x00620005);
    public static final Tag GraphicAnnotationSequence = new Tag(0x00700001);
    public static final Tag GraphicLayer = new Tag(0x00700002);
    public static final Tag BoundingBoxAnnotationUnits = new Tag(0x00700003);
    public static final Tag AnchorPointAnnotationUnits = new Tag(0x00700004);
    public static final Tag GraphicAnnotationUnits = new Tag(0x00700005);
    public static final Tag UnformattedTextValue = new Tag(0x00700006);
    public static final Tag TextObjectSequence = new Tag(0x00700008);
    public static final Tag GraphicObjectSequence = new Tag(0x00700009);
    public static final Tag BoundingBoxTopLeftHandCorner = new Tag(0x00700010);
    public static final Tag BoundingBoxBottomRightHandCorner = new Tag(0x00700011);
    public static final Tag AnchorPoint = new Tag(0x00700014);
    public static final Tag AnchorPointVisibility = new Tag(0x00700015);
    public static final Tag GraphicDimensions = new Tag(0x00700020);
    public static final Tag NumberOfGraphicPoints = new Tag(0x00700021);
    public static final Tag GraphicData = new Tag(0x00700022);
    public static final Tag GraphicType = new Tag(0x00700023);
    public static final Tag GraphicFilled = new Tag(0x00700024);
    public static final Tag ImageHorizontalFlip = new Tag(0x00700041);
    public static final Tag ImageRotation = new Tag(0x00700042);
    public static final Tag DisplayedAreaTopLeftHandCorner = new Tag(0x00700052);
    public static final Tag DisplayedAreaBottomRightHandCorner = new Tag(0x00700053);
    public static final Tag DisplayedAreaSelectionSequence = new Tag(0x0070005a);
    public static final Tag GraphicLayerSequence = new Tag(0x00700060);
    public static final Tag GraphicLayerOrder = new Tag(0x00700062);
    public static final Tag ContentLabel = new Tag(0x00700080);
    public static final Tag ContentDescription = new Tag(0x00700081);
    public static final Tag PresentationCreationDate = new Tag(0x00700082);
    public static final Tag PresentationCreationTime = new Tag(0x00700083);
    public static final Tag ContentCreatorName = new Tag(0x00700084);
    public static final Tag PresentationSizeMode = new Tag(0x00700100);
    public static final Tag PresentationPixelSpacing = new Tag(0x00700101);
    public static final Tag PresentationPixelAspectRatio = new Tag(0x00700102);
    public static final Tag PresentationPixelMagnificationRatio = new Tag(0x00700103);
    public static final Tag PresentationLUTSequence = new Tag(0x20500010);
    public static final Tag PresentationLUTShape = new Tag(0x20500020);
    public static final Tag MACParametersSequence = new Tag(0x4ffe0001);
    public static final Tag SharedFunctionalGroupsSequence = new Tag(0x52009229);
    public static final Tag PerFrameFunctionalGroupsSequence = new Tag(0x52009230);
    public static final Tag ExtendedOffsetTable = new Tag(0x7fe00001);
    public static final Tag ExtendedOffsetTableLengths = new Tag(0x7fe00002);
    public static final Tag FloatPixelData = new Tag(0x7fe00008);
    public static final Tag DoubleFloatPixelData = new Tag(0x7fe00009);
    public static final Tag PixelData = new Tag(0x7fe00010);
    public static final Tag DigitalSignaturesSequence = new Tag(0xfffafffa);
    public static final Tag DataSetTrailingPadding = new Tag(0xfffcfffc);
    public static final Tag Item = new Tag(0xfffee000);
    public static final Tag ItemDelimitationItem = new Tag(0xfffee00d);
    public static final Tag SequenceDelimitationItem = new Tag(0xfffee0dd);
    // @formatter:on
}
